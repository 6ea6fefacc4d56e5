import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RoutingCondition, RoutingOutcome, RoutingRule } from '#contract/routing';
import { fileReport, moved, unitId } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { raiseAlarm } from './raise-alarm.job.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let operator: Person;
let cityUnit: string;
let roadUnit: string;
beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
  operator = await world.person('operator');
  cityUnit = await unitId(operator, '城管局');
  roadUnit = await unitId(operator, '市政养护中心');
});

const nothing: RoutingOutcome = { flowCode: null, unitId: null, limit: null, level: null };
const rule = (name: string, conditions: RoutingCondition[], outcome: Partial<RoutingOutcome>): RoutingRule => ({
  id: uuidv7(),
  name,
  conditions,
  outcome: { ...nothing, ...outcome },
});
const words = (...values: string[]): RoutingCondition => ({ kind: 'words', values, match: 'any' });
const save = (rules: RoutingRule[], revision = 0, who = admin, last = nothing) =>
  who.call('PUT /api/routing/draft', { body: { commandId: uuidv7(), revision, set: { rules, last } } });

async function publish(rules: RoutingRule[], last = nothing): Promise<number> {
  const saved = await save(rules, 0, admin, last);
  expect([saved.status, saved.code]).toEqual([200, undefined]);
  const answer = await admin.call('POST /api/routing/publish', {
    body: { commandId: uuidv7(), revision: saved.body.revision, note: '试用' },
  });
  expect(answer.code).toBeUndefined();
  return answer.body.version;
}

async function stored(id: string) {
  const { rows } = await sql<{
    version: number;
    rule: string;
    unit: string;
    level: number;
    limit: object;
    data: { routing?: object };
  }>`
    select k.routing_version as version, k.routing_rule_id as rule, k.suggested_unit_id as unit, k.level, k.routed_limit as limit, s.data
      from app.cases k join app.case_steps s on s.district_id = k.district_id and s.case_id = k.id and s.seq = 1
     where k.district_id = ${world.district} and k.id = ${id}`.execute(house.database.owner);
  return rows[0];
}

/** The jobs that the filing left, as the worker would run them. */
async function runAlarms(): Promise<void> {
  const { rows } = await sql<{ id: string; payload: Parameters<typeof raiseAlarm>[1] }>`
    select j.id::text, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'routing.alarm' order by j.id`.execute(
    house.database.owner,
  );
  for (const { id, payload } of rows) {
    await raiseAlarm(house.services, payload);
    await sql`delete from graphile_worker._private_jobs where id = ${id}::bigint`.execute(house.database.owner);
  }
}
const openAlarms = async () => (await admin.call('GET /api/routing/alarms', { query: { open: true } })).body.rows;

describe('from the draft to the case', () => {
  test('without rules nothing is routed; the first matching rule gives all its outcomes; the last takes the rest', async () => {
    const before = await fileReport(world, 0);
    expect(await stored(before.id)).toMatchObject({ version: null, unit: null, limit: null });
    const grid = await world.areaId(world.codes.grids[0]);
    const lamps = rule('路灯', [words('路灯'), { kind: 'place', values: [grid] }], {
      unitId: cityUnit,
      limit: { amount: 8, unit: 'urgentHour' },
      level: 2,
    });
    const later = rule('路灯其余', [words('路灯')], { unitId: roadUnit });
    const version = await publish([lamps, later], { ...nothing, level: 4 });
    expect(version).toBe(1);
    const inGrid = await fileReport(world, 0, { body: '路灯不亮' });
    expect(await stored(inGrid.id)).toMatchObject({
      version,
      rule: lamps.id,
      unit: cityUnit,
      level: 2,
      limit: { amount: 8, unit: 'urgentHour' },
      data: { routing: { version, ruleId: lamps.id, ruleName: '路灯', unitId: cityUnit } },
    });
    const outside = await fileReport(world, 3, { body: '路灯不亮' });
    expect(await stored(outside.id)).toMatchObject({ rule: later.id, unit: roadUnit });
    const other = await fileReport(world, 3, { body: '有人占道' });
    expect(await stored(other.id)).toMatchObject({ version, rule: null, unit: null, level: 4 });
    const advice = await operator.call('GET /api/cases/:id/advice', { params: { id: inGrid.id } });
    expect(advice.body.units[0]).toMatchObject({ id: cityUnit, because: '分派规则：路灯' });
  });

  test('of two who save the same draft the second is refused; a version can be read and compared', async () => {
    const mine = rule('噪音', [words('噪音')], { unitId: cityUnit });
    const { body } = await save([mine]);
    expect((await save([mine])).code).toBe('routing.changed-meanwhile');
    const difference = await operator.call('GET /api/routing/difference', { query: { from: 1 } });
    expect(difference.body.rows.map(({ kind }) => kind)).toEqual(['added', 'removed', 'removed', 'outcome']);
    const shown = await operator.call('GET /api/routing');
    expect(shown.body).toMatchObject({ version: 1, mayEdit: false, draft: { revision: body.revision, basedOn: 1 } });
    const discard = { body: { commandId: uuidv7(), revision: body.revision } };
    expect((await admin.call('POST /api/routing/draft/discard', discard)).status).toBe(200);
    expect((await admin.call('POST /api/routing/draft/discard', discard)).status).toBe(200);
    expect((await operator.call('GET /api/routing')).body.draft).toBeNull();
  });

  test('the operator reads and does not write; a worker does neither', async () => {
    expect((await save([], 0, operator)).code).toBe('right.missing');
    const worker = await world.person('microGridWorker');
    expect((await worker.call('GET /api/routing')).code).toBe('right.missing');
  });
});

describe('bad rules', () => {
  const refused = async (given: RoutingRule) => {
    const { status, code, body } = await save([rule('好的', [words('灯')], {}), given]);
    expect([status, code]).toEqual([422, 'routing.invalid']);
    // The cast: a refusal, which the answer's type does not name.
    return (body as unknown as { zh: string }).zh;
  };
  test('each is refused with its place and a way to mend it, and nothing is stored', async () => {
    expect(await refused(rule('空的', [], {}))).toContain('第 2 条「空的」：没有条件');
    expect(await refused(rule('类别', [{ kind: 'category', values: ['99999'] }], {}))).toContain(
      '的条件 1：事项目录里没有 99999',
    );
    expect(await refused(rule('网格', [words('灯'), { kind: 'place', values: [uuidv7()] }], {}))).toContain(
      '的条件 2：有一个网格不存在',
    );
    expect(await refused(rule('单位', [words('灯')], { unitId: uuidv7() }))).toContain('责任单位不存在');
    expect(await refused(rule('流程', [words('灯')], { flowCode: 'none' }))).toContain('没有流程「none」');
    expect(await refused(rule('种类', [{ kind: 'mood', values: ['bad'] }], {}))).toContain('没有「mood」这类条件');
    const night = { kind: 'hours', values: [], spans: [{ from: 1320, to: 360 }] };
    expect(await refused(rule('夜里', [night], {}))).toContain('时段 22:00 至 06:00 结束不晚于开始');
    expect(await refused(rule('没选', [{ kind: 'source', values: [] }], {}))).toContain('没有选任何值');
    expect((await operator.call('GET /api/routing')).body.draft).toBeNull();
  });

  test('a rule that an earlier one covers is named and saved', async () => {
    const wide = rule('宽', [{ kind: 'category', values: ['05'] }], {});
    const narrow = rule('窄', [{ kind: 'category', values: ['05001'] }, words('灯')], {});
    const { body } = await save([wide, narrow]);
    expect(body.warnings).toEqual([{ ruleId: narrow.id, coveredBy: wide.id }]);
    await admin.call('POST /api/routing/draft/discard', { body: { commandId: uuidv7(), revision: body.revision } });
  });
});

describe('trying', () => {
  test('a made-up case names its rule and why each earlier one did not; the dry run counts what would change', async () => {
    const day = rule(
      '上班',
      [
        { kind: 'day', values: ['workday'] },
        { kind: 'weekday', values: ['7'] },
      ],
      {},
    );
    const noise = rule('积水', [words('积水')], { unitId: roadUnit });
    const { body } = await save([day, noise]);
    const areaId = await world.areaId(world.codes.microGrids[0]);
    const made = {
      of: 'draft' as const,
      text: '桥下积水',
      categoryCode: null,
      areaId,
      source: 'hotline' as const,
      answers: [],
    };
    // A Monday, 10:00 in Shanghai.
    const tried = await operator.call('POST /api/routing/try', { body: { ...made, at: '2026-11-23T02:00:00Z' } });
    expect(tried.body).toMatchObject({
      decision: { ruleId: noise.id, outcome: { unitId: roadUnit } },
      passed: [{ ruleId: day.id, failed: 1, blocked: null }],
      facts: { weekday: 1, minute: 600, workday: true },
    });
    const run = await operator.call('POST /api/routing/dry-run', { body: { days: 30 } });
    expect(run.body).toMatchObject({
      looked: 4,
      more: false,
      changed: 4,
      rules: [{ ruleId: null, taken: 4, changed: 4 }],
    });
    expect(run.body.rows).toHaveLength(4);
    expect(run.body.rows.every(({ title }) => title !== null)).toBe(true);
    const byAdmin = await admin.call('POST /api/routing/dry-run', { body: { days: 30 } });
    expect(byAdmin.body.rows.map(({ no, title }) => [no, title])).toEqual(run.body.rows.map(({ no }) => [no, null]));
    await admin.call('POST /api/routing/draft/discard', { body: { commandId: uuidv7(), revision: body.revision } });
  });
});

test('a rule whose unit is gone raises one alarm a day, tells the keepers once, and the case goes to the next rule', async () => {
  const first = rule('撤了的单位', [words('井盖')], { unitId: roadUnit });
  const next = rule('接着的', [words('井盖')], { unitId: cityUnit });
  await publish([first, next]);
  await sql`update app.units set ended_at = now() where district_id = ${world.district} and id = ${roadUnit}`.execute(
    house.database.owner,
  );
  const filed = [await fileReport(world, 0, { body: '井盖没了' }), await fileReport(world, 1, { body: '井盖响' })];
  for (const { id } of filed) expect(await stored(id)).toMatchObject({ rule: next.id, unit: cityUnit });
  await runAlarms();
  expect(await openAlarms()).toMatchObject([
    {
      ruleId: first.id,
      ruleName: '撤了的单位',
      reason: 'unit-ended',
      subjectName: '市政养护中心',
      times: 2,
      settledAt: null,
    },
  ]);
  const told = (await operator.call('GET /api/inbox', { query: {} })).body.rows;
  expect(told.filter(({ title }) => title === '分派规则无法执行：撤了的单位')).toHaveLength(1);
  expect((await operator.call('GET /api/routing')).body.alarms).toBe(1);
  const id = (await openAlarms())[0]?.id ?? '';
  const settle = { params: { id }, body: { commandId: uuidv7() } };
  expect((await operator.call('POST /api/routing/alarms/:id/settle', settle)).code).toBe('right.missing');
  expect((await admin.call('POST /api/routing/alarms/:id/settle', settle)).status).toBe(200);
  expect(await openAlarms()).toEqual([]);
  const again = await fileReport(world, 0, { body: '井盖又响' });
  await runAlarms();
  expect(await openAlarms()).toMatchObject([{ id, times: 3, caseId: again.id, settledAt: null, settledBy: null }]);
  const once = { params: { id }, body: { commandId: uuidv7() } };
  expect((await admin.call('POST /api/routing/alarms/:id/settle', once)).status).toBe(200);
});

test('another class or another place asks the rules again; a unit without anybody raises an alarm', async () => {
  const grid = await world.areaId(world.codes.grids[1]);
  const lamps = rule('路灯类', [{ kind: 'category', values: ['05001'] }], { unitId: cityUnit, level: 3 });
  const there = rule('那一片', [{ kind: 'place', values: [grid] }], {
    limit: { amount: 5, unit: 'urgentHour' },
    level: 1,
  });
  const version = await publish([lamps, there]);
  const { id } = await fileReport(world, 0, { body: '看一下' });
  expect(await stored(id)).toMatchObject({ version, rule: null, unit: null });
  const lastRouting = async () => {
    const { rows } = await sql<{ data: { routing?: object }; due: string; reported: string }>`
      select s.data, k.total_due_at as due, k.reported_at as reported
        from app.cases k join app.case_steps s on s.district_id = k.district_id and s.case_id = k.id and s.seq = k.seq
       where k.district_id = ${world.district} and k.id = ${id}`.execute(house.database.owner);
    return rows[0];
  };
  await moved(operator, id, { move: 'classify', categoryCode: '05001' });
  expect(await stored(id)).toMatchObject({ rule: lamps.id, unit: cityUnit, level: 3, limit: null });
  expect((await lastRouting())?.data.routing).toMatchObject({ ruleId: lamps.id, ruleName: '路灯类', version });

  await sql`
    update app.post_holders h set to_at = ${house.services.clock()}
      from app.posts p where p.district_id = ${world.district} and p.id = h.post_id and p.unit_id = ${cityUnit}
       and h.district_id = ${world.district}`.execute(house.database.owner);
  const areaId = await world.areaId(world.codes.microGrids[3]);
  const worker = await world.person('microGridWorker');
  await moved(worker, id, { move: 'reroute', note: '在马路对面', areaId });
  expect(await stored(id)).toMatchObject({
    rule: there.id,
    unit: null,
    level: 1,
    limit: { amount: 5, unit: 'urgentHour' },
  });
  const after = await lastRouting();
  expect(after?.data.routing).toMatchObject({
    ruleId: there.id,
    skipped: [{ ruleId: lamps.id, reason: 'unit-empty' }],
  });
  expect(new Date(after?.due ?? 0).getTime() - new Date(after?.reported ?? 0).getTime()).toBe(5 * 3600_000);
  await runAlarms();
  expect(await openAlarms()).toMatchObject([
    { ruleName: '路灯类', reason: 'unit-empty', subjectName: '城管局', caseId: id },
  ]);
});
