import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NewLine } from '#contract/minutes';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { reminderOf, remindOfLine } from './remind-of-line.job.ts';

const house = await testHouse();
let world: World;
let community: Person;
let leader: Person;
let elsewhere: Person;
let postId: string;
beforeAll(async () => {
  world = await makeWorld(house);
  community = await world.person('communityStaff');
  leader = await world.person('gridLeader', 0);
  elsewhere = await world.person('gridLeader', 1);
  const posts = await community.call('GET /api/posts', { query: { role: 'gridLeader' } });
  postId =
    posts.body.rows.find(({ holders }) => holders.some(({ accountId }) => accountId === leader.accountId))?.id ?? '';
});

const day = (ahead: number) =>
  new Date(house.services.clock().getTime() + 8 * 3600_000 + ahead * 86_400_000).toISOString().slice(0, 10);
const line = (matter: string, more: Partial<NewLine> = {}): NewLine => ({
  id: uuidv7(),
  matter,
  responsible: '物业公司',
  postId: null,
  dueOn: day(3),
  ...more,
});
async function write(lines: NewLine[], who = community, grid: 0 | 1 = 0) {
  const id = uuidv7();
  const areaId = await world.areaId(world.codes.grids[grid]);
  const body = { commandId: uuidv7(), id, areaId, title: '协商会', heldOn: day(0), text: '1、修路灯', lines };
  return { id, body, answer: await who.call('POST /api/minutes', { body }) };
}
const follow = (
  id: string,
  lineId: string,
  body: { kind: 'note' | 'due' | 'done' | 'dropped' | 'reopened'; note: string; dueOn?: string },
  who = community,
) =>
  who.call('POST /api/minutes/:id/lines/:lineId/follow-ups', {
    params: { id, lineId },
    body: { commandId: uuidv7(), ...body },
  });
const show = async (id: string, who = community) => (await who.call('GET /api/minutes/:id', { params: { id } })).body;
const ledger = async (state: 'open' | 'late' | 'done' | 'all', who = community) =>
  (await who.call('GET /api/minutes/lines', { query: { state, limit: 100 } })).body.rows;

describe('a meeting', () => {
  test('is written down whole or not at all, and read by those of its place only', async () => {
    const lamp = line('3号楼路灯', { postId, responsible: '' });
    const { id, body, answer } = await write([lamp, line('车棚加装充电桩', { dueOn: null })]);
    expect(answer.status).toBe(200);
    expect((await community.call('POST /api/minutes', { body })).body).toEqual({ id });
    expect(await show(id)).toMatchObject({
      title: '协商会',
      mayEdit: true,
      lines: [
        { n: 1, matter: '3号楼路灯', state: 'open', late: false, postId },
        { n: 2, responsible: '物业公司', dueOn: null },
      ],
    });
    expect((await leader.call('GET /api/minutes', { query: {} })).body.rows).toMatchObject([{ id, lines: 2, open: 2 }]);
    expect((await elsewhere.call('GET /api/minutes/:id', { params: { id } })).code).toBe('minutes.unknown');
    expect((await elsewhere.call('GET /api/minutes', { query: {} })).body.rows).toEqual([]);
    expect(await ledger('open', elsewhere)).toEqual([]);
    expect((await follow(id, lamp.id, { kind: 'done', note: '好了' }, elsewhere)).code).toBe('minutes.line-unknown');
    expect((await write([line('别处')], elsewhere, 0)).answer.code).toBe('right.missing');
  });

  test('with a fault is refused with its place, and nothing of it is stored', async () => {
    const before = (await ledger('all')).length;
    expect((await write([line('好的'), line('没有人', { responsible: ' ' })])).answer).toMatchObject({
      code: 'minutes.nobody',
      body: { zh: expect.stringContaining('第 2 项') },
    });
    expect((await write([line('日子', { dueOn: '2026-02-30' })])).answer.code).toBe('minutes.bad-day');
    expect((await write([line('  ')])).answer.code).toBe('minutes.empty');
    expect((await write([line('岗位', { postId: uuidv7() })])).answer.code).toBe('post.unknown');
    const twice = line('同一个编号');
    expect((await write([twice, twice])).answer.code).toBe('command.reused');
    expect((await ledger('all')).length).toBe(before);
  });
});

test('a line is followed up on record: put off, done, open again; what is not possible is refused', async () => {
  const one = line('清理楼道');
  const { id } = await write([one]);
  expect((await follow(id, one.id, { kind: 'done', note: ' ' })).code).toBe('minutes.needs-note');
  expect((await follow(id, one.id, { kind: 'due', note: '等材料', dueOn: '2026-13-40' })).status).toBe(422);
  expect((await follow(id, one.id, { kind: 'due', note: '等材料', dueOn: day(9) })).status).toBe(200);
  expect((await follow(id, one.id, { kind: 'reopened', note: '没好' })).code).toBe('minutes.not-from-here');
  expect((await follow(id, one.id, { kind: 'done', note: '已清理' })).status).toBe(200);
  expect((await ledger('done')).map(({ id: done }) => done)).toContain(one.id);
  expect((await follow(id, one.id, { kind: 'reopened', note: '又堆上了' })).status).toBe(200);
  expect((await show(id)).lines[0]).toMatchObject({
    state: 'open',
    dueOn: day(9),
    lastNote: '又堆上了',
    followUps: [
      { kind: 'due', note: '等材料', dueOn: day(9) },
      { kind: 'done', note: '已清理' },
      { kind: 'reopened', note: '又堆上了' },
    ],
  });
});

test('a line that became a case stands as the case does', async () => {
  const one = line('修 3 号楼路灯', { dueOn: day(-2) });
  const { id } = await write([one]);
  expect((await ledger('late')).map(({ id: late }) => late)).toContain(one.id);
  const filed = await fileReport(world, 0, { body: '3号楼路灯不亮' });
  const tie = (caseId: string, who = community) =>
    who.call('POST /api/minutes/:id/lines/:lineId/case', {
      params: { id, lineId: one.id },
      body: { commandId: uuidv7(), caseId },
    });
  expect((await tie(uuidv7())).code).toBe('case.unknown');
  expect((await tie(filed.id)).status).toBe(200);
  expect((await tie(filed.id)).code).toBe('minutes.already-case');
  expect((await follow(id, one.id, { kind: 'done', note: '好了' })).code).toBe('minutes.not-from-here');
  expect((await show(id)).lines[0]).toMatchObject({
    state: 'filed',
    caseNo: filed.no,
    caseState: 'reported',
    late: true,
  });
  await moved(await world.person('operator'), filed.id, { move: 'reject', note: '重复' });
  expect((await ledger('late')).map(({ id: late }) => late)).not.toContain(one.id);
  expect((await ledger('done')).map(({ id: done }) => done)).toContain(one.id);
});

test('whoever is to do it is reminded the day after, once, unless it was done or put off', async () => {
  const [late, putOff] = [line('过期的', { postId }), line('延期的', { postId })];
  const { id } = await write([late, putOff]);
  const { rows: jobs } = await sql<{ key: string; at: Date }>`
    select j.key, j.run_at as at from graphile_worker._private_jobs j where j.key like ${`minutes:${world.district}:%`}`.execute(
    house.database.owner,
  );
  const due = new Date(Date.parse(`${day(3)}T09:00:00+08:00`) + 86_400_000);
  expect(jobs.find(({ key }) => key === reminderOf(world.district, late.id, day(3)).job_key)?.at).toEqual(due);
  await follow(id, putOff.id, { kind: 'due', note: '等料', dueOn: day(8) });
  for (const one of [late, putOff])
    await remindOfLine(house.services, { district: world.district, lineId: one.id, dueOn: day(3) });
  const told = (await leader.call('GET /api/inbox', { query: {} })).body.rows;
  expect(told.filter(({ title }) => title.includes('会议议定事项到期')).map(({ body }) => body)).toEqual([
    expect.stringContaining('过期的'),
  ]);
});
