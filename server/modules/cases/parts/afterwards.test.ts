import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { runClock } from '../run-clock.job.ts';
import { partsTasks } from './parts.job.ts';
import { begun, codeOf, handled, inbox, type PartsWorld, partsWorld, read } from './world.test-data.ts';

const house = await testHouse();
let all: PartsWorld;
beforeAll(async () => {
  all = await partsWorld(house);
});
const context = { signal: new AbortController().signal, attempt: 1 };
const day = 24 * 3600_000;

/** Handled by the lead unit and checked by another. */
async function checked() {
  const { id, token } = await begun(all);
  await handled(house, all, id);
  await moved(await all.world.person('checker'), id, { move: 'pass' });
  return { id, token };
}

describe('verify before filing, check after handling', () => {
  test('the worker answers true, not true or a duplicate, with photos; the command room goes on from there', async () => {
    const { operator, world, unit } = all;
    const worker = await world.person('microGridWorker');
    const { id } = await fileReport(world, 0, { categoryCode: '01002' });
    expect(await codeOf(worker, id, { move: 'verify', note: '去看看' })).toBe('right.missing');
    const out = await moved(operator, id, { move: 'verify', note: '请核实盖板是否缺失' });
    expect([out.state, out.ownerName]).toEqual(['verifying', '第1微网格微网格员']);
    expect(await inbox(worker)).toContain('请到现场核实');
    expect(await codeOf(worker, id, { move: 'answerVerify', note: '看过了' })).toBe('case.needs-finding');
    const photo = await upload(house, world.district, 40);
    const back = await moved(worker, id, {
      ...{ move: 'answerVerify', note: '盖板缺失', finding: 'true', photos: [{ id: photo, kind: 'check' }] },
    });
    expect([back.state, back.steps.at(-1)?.more?.finding, back.steps.at(-1)?.photos.length]).toEqual([
      'verified',
      'true',
      1,
    ]);
    expect((await moved(operator, id, { move: 'dispatch', unitId: unit.lead })).state).toBe('dispatched');
  });
});

describe('follow-up call', () => {
  const notes = (token: string) => all.world.public('GET /api/public/track/:token', { params: { token } });

  test('not by the handler; the result has its parts; nobody reached changes nothing', async () => {
    const { operator, lead } = all;
    const { id } = await checked();
    expect(await codeOf(lead, id, { move: 'followUp', call: { reached: false } })).toBe('right.missing');
    expect(await codeOf(operator, id, { move: 'followUp' })).toBe('case.needs-call');
    expect(await codeOf(operator, id, { move: 'followUp', call: { reached: true } })).toBe('case.needs-call');
    const view = await moved(operator, id, { move: 'followUp', call: { reached: false } });
    expect([view.state, view.steps.at(-1)?.more?.call]).toEqual(['checked', { reached: false }]);
  });

  test('"not solved" contests for the resident, and goes to somebody else than who closed it', async () => {
    const { operator } = all;
    const { id, token } = await checked();
    const call = { reached: true, solved: false, satisfied: 1 };
    const view = await moved(operator, id, { move: 'followUp', call, note: '盖板还是松的' });
    expect([view.state, view.reopens, view.steps.slice(-2).map(({ move }) => move)]).toEqual([
      'contested',
      1,
      ['followUp', 'contest'],
    ]);
    expect((await notes(token)).body.state).toBe('contested');
  });

  test('"solved" with a mark rates, as the resident would', async () => {
    const { operator } = all;
    const { id } = await checked();
    const view = await moved(operator, id, { move: 'followUp', call: { reached: true, solved: true, satisfied: 5 } });
    expect([view.state, view.rating]).toEqual(['closed', 'satisfied']);
  });
});

describe('divided into parts', () => {
  test('each part lives for itself; the whole goes to the resident when the last one is closed', async () => {
    const { operator, world } = all;
    const { id, token } = await fileReport(world, 0, { categoryCode: '01002' });
    await moved(operator, id, { move: 'accept' });
    const pieces = ['路灯', '盖板'].map((title) => ({ title: `${title}坏了`, body: `${title}需要修` }));
    expect(await codeOf(operator, id, { move: 'divide', note: '分两件', pieces: pieces.slice(1) })).toBe(
      'input.invalid',
    );
    const view = await moved(operator, id, { move: 'divide', note: '路灯和盖板分两件办', pieces });
    expect([view.state, view.ownerName]).toEqual(['divided', '试验区指挥室座席员']);
    const job = { district: world.district, caseId: id, seq: view.seq };
    await partsTasks(house.services)['cases.file-pieces'](job, context);
    await partsTasks(house.services)['cases.file-pieces'](job, context);
    const whole = await read(operator, id);
    expect(whole.parts.pieces.map(({ title, open }) => [title, open])).toEqual([
      ['路灯坏了', true],
      ['盖板坏了', true],
    ]);
    const gather = () => partsTasks(house.services)['cases.gather']({ district: world.district, caseId: id }, context);
    for (const [n, piece] of whole.parts.pieces.entries()) {
      expect((await read(operator, piece.id)).parts.parent?.id).toBe(id);
      await moved(operator, piece.id, { move: 'reject', note: '已修好' });
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from graphile_worker.jobs where task_identifier = 'cases.gather'`.execute(
        house.database.owner,
      );
      expect(rows[0]?.n).toBeGreaterThan(n);
      await gather();
      expect((await read(operator, id)).state).toBe(n === 0 ? 'divided' : 'checked');
    }
    await gather();
    const steps = (await read(operator, id)).steps.map(({ move }) => move);
    expect(steps.filter((move) => move === 'gather').length).toBe(1);
    const track = (await world.public('GET /api/public/track/:token', { params: { token } })).body;
    expect([track.state, track.abilities.includes('rate')]).toEqual(['checked', true]);
  });
});

describe('archive kinds', () => {
  test('by what became of the case, or by hand', async () => {
    const { operator, world } = all;
    const tick = (id: string) => runClock(house.services, { district: world.district, caseId: id });
    const normal = await checked();
    await moved(operator, normal.id, { move: 'followUp', call: { reached: true, solved: true, satisfied: 4 } });
    const special = await checked();
    await moved(operator, special.id, { move: 'followUp', call: { reached: true, solved: true, satisfied: 4 } });
    await moved(operator, special.id, { move: 'fileUnder', archiveKind: 'special', note: '可作范例' });
    const rejected = await fileReport(world);
    await moved(operator, rejected.id, { move: 'reject', note: '不在本地' });
    const late = await checked();
    house.wait(40 * day);
    await tick(late.id);
    house.wait(8 * day);
    const kinds = [];
    for (const { id } of [normal, special, rejected, late]) {
      await tick(id);
      kinds.push((await read(operator, id)).parts.archiveKind);
    }
    expect(kinds).toEqual(['normal', 'special', 'error', 'overdue']);
  });
});

test('other people’s ids, absurd numbers and fields too many are refused by name and change nothing', async () => {
  const { operator, unit } = all;
  const { id, view } = await begun(all);
  const wrong: [object, string][] = [
    [{ move: 'assist', note: '协办', unitIds: Array.from({ length: 9 }, () => uuidv7()) }, 'input.invalid'],
    [{ move: 'assist', note: '协办', unitIds: [unit.helper, unit.helper] }, 'input.invalid'],
    [{ move: 'assist', note: '协办', unitIds: ["1' or 1=1"] }, 'input.invalid'],
    [{ move: 'team', note: '专班', teamName: '队', postIds: [uuidv7(), uuidv7()] }, 'post.unknown'],
    [{ move: 'waiveTask', note: '免', taskId: uuidv7() }, 'case.needs-task'],
    [{ move: 'askTime', note: '缺', request: { kind: 'extend', days: 181 } }, 'input.invalid'],
    [{ move: 'askTime', note: '缺', request: { kind: 'forever', days: 1 } }, 'input.invalid'],
    [{ move: 'flagCrossing', crossings: ['planet'] }, 'input.invalid'],
    [{ move: 'assist', note: '协办', unitIds: [unit.helper], until: '2020-01-01T00:00:00Z' }, 'case.needs-until'],
    [{ move: 'followUp', call: { reached: true, solved: true, satisfied: 6 } }, 'input.invalid'],
    [{ move: 'conclude', note: '论', unitId: unit.lead, minutes: '记'.repeat(5001) }, 'input.invalid'],
  ];
  for (const [ask, code] of wrong) expect([ask, await codeOf(operator, id, ask as never)]).toEqual([ask, code]);
  expect((await read(operator, id)).seq).toBe(view.seq);
});
