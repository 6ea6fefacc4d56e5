import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, test } from 'vitest';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';

const house = await testHouse();
let world: World;
let operator: Person;
let worker: Person;
const category = '05001';
const after = (from: string, ms: number) => new Date(Date.parse(from) + ms).toISOString();
const hour = 3600_000;

beforeAll(async () => {
  world = await makeWorld(house);
  operator = await world.person('operator');
  worker = await world.person('microGridWorker');
  const admin = await world.person('sysAdmin');
  const fenced = { categoryCode: category, code: 'fenced', zh: '现场已围护', en: 'Fenced off', closing: '修复' };
  const rule = { categoryCode: category, conditionCode: null, areaClass: null, amount: 2, unit: 'naturalDay' as const };
  const rules = [rule, { ...rule, conditionCode: 'fenced', amount: 5, unit: 'urgentHour' as const }];
  const body = { commandId: uuidv7(), version: 0, conditions: [fenced], rules };
  expect((await admin.call('PUT /api/deadlines/limits', { body })).status).toBe(200);
});

async function onSite(): Promise<string> {
  const { id } = await fileReport(world, 0, { categoryCode: category });
  await moved(worker, id, { move: 'accept' });
  await moved(worker, id, { move: 'arrive', point: world.pointIn(0) });
  return id;
}
const classify = (id: string, conditionCode?: string, categoryCode = category) =>
  operator.call('POST /api/cases/:id/moves', {
    params: { id },
    body: { commandId: uuidv7(), move: 'classify', categoryCode, ...(conditionCode ? { conditionCode } : {}) },
  });

test('the filing condition that is named counts both clocks anew from where they began, and is taken off again', async () => {
  const id = await onSite();
  const before = (await operator.call('GET /api/cases/:id', { params: { id } })).body;
  expect([before.conditionCode, before.dueAt]).toEqual([null, after(before.stateSince, 48 * hour)]);
  const named = (await classify(id, 'fenced')).body;
  expect([named.conditionCode, named.dueAt, named.totalDueAt]).toEqual([
    'fenced',
    after(named.stateSince, 5 * hour),
    after(named.reportedAt, 5 * hour),
  ]);
  const { data } = await house.database.owner
    .selectFrom('case_steps')
    .select('data')
    .where('case_id', '=', id)
    .where('move', '=', 'classify')
    .executeTakeFirstOrThrow();
  expect(data).toMatchObject({ categoryCode: category, conditionCode: 'fenced' });
  const without = (await classify(id)).body;
  expect([without.conditionCode, without.dueAt]).toEqual([null, before.dueAt]);
});

test('a condition of another class, or none at all, is refused and changes nothing', async () => {
  const id = await onSite();
  const before = (await operator.call('GET /api/cases/:id', { params: { id } })).body;
  expect((await classify(id, 'gone')).code).toBe('condition.unknown');
  expect((await classify(id, 'fenced', '05002')).code).toBe('condition.unknown');
  expect((await operator.call('GET /api/cases/:id', { params: { id } })).body).toEqual(before);
});

test('a clock that has been stopped keeps what was left', async () => {
  const id = await onSite();
  await moved(worker, id, { move: 'ask', note: '是哪一盏？' });
  house.wait(hour);
  const back = await moved(operator, id, { move: 'resume' });
  const named = (await classify(id, 'fenced')).body;
  expect([named.conditionCode, named.dueAt]).toEqual(['fenced', back.dueAt]);
});

/** Hours from the report to the end that is promised; requests take some milliseconds themselves. */
const promised = ({ reportedAt, totalDueAt }: { reportedAt: string; totalDueAt: string | null }) =>
  Math.round(((Date.parse(totalDueAt ?? '') - Date.parse(reportedAt)) / hour) * 100) / 100;

test('a case of another class keeps the time it has waited, also when it is classified while it waits', async () => {
  const id = await onSite();
  await moved(worker, id, { move: 'ask', note: '是哪一盏？' });
  house.wait(hour);
  await moved(operator, id, { move: 'resume' });
  expect(promised((await classify(id, 'fenced')).body)).toBe(6);
  await moved(worker, id, { move: 'ask', note: '还在吗？' });
  house.wait(2 * hour);
  const asked = (await classify(id)).body;
  expect([asked.state, promised(asked)]).toEqual(['waiting', 49]);
  expect(promised(await moved(operator, id, { move: 'resume' }))).toBe(51);
});
