import { beforeAll, describe, expect, test } from 'vitest';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { runClock } from '../run-clock.job.ts';
import { codeOf, inbox, type PartsWorld, partsWorld, read, sent } from './world.test-data.ts';

const house = await testHouse();
let all: PartsWorld;
beforeAll(async () => {
  all = await partsWorld(house);
});
const basis = '《城市管理条例》第十二条：由养护单位负责';
const hours = (n: number) => n * 3600_000;

describe('objection to a dispatch', () => {
  test('needs a reason and a basis, is made once and in its window, and the dispatcher decides', async () => {
    const { lead, operator } = all;
    const { id, view } = await sent(all);
    expect(view.parts.objectUntil).not.toBeNull();
    expect(await codeOf(lead, id, { move: 'object', note: '不归我们' })).toBe('case.needs-basis');
    expect(await codeOf(operator, id, { move: 'object', note: '不归我们', basis })).toBe('right.missing');
    const objected = await moved(lead, id, { move: 'object', note: '不归我们', basis });
    expect([objected.state, objected.steps.at(-1)?.more?.basis]).toEqual(['objected', basis]);
    expect(await inbox(operator)).toContain('派单异议');
    expect(await codeOf(lead, id, { move: 'denyObjection', note: '自己裁定' })).toBe('right.missing');
    const denied = await moved(operator, id, { move: 'denyObjection', note: '清单第 3 条：由城管局负责' });
    expect([denied.state, denied.unitName, denied.parts.objectUntil]).toEqual(['dispatched', '城管局', null]);
    expect(await codeOf(lead, id, { move: 'object', note: '再提', basis })).toBe('case.needs-window');
    expect(await inbox(lead)).toContain('异议不成立');
    await moved(lead, id, { move: 'acknowledge' });
  });

  test('while it is settled the stage stands still: denied, the unit has as long as it had', async () => {
    const { lead, operator } = all;
    const { id, view } = await sent(all);
    const left = new Date(view.dueAt ?? 0).getTime() - house.services.clock().getTime();
    await moved(lead, id, { move: 'object', note: '不归我们', basis });
    house.wait(hours(1));
    const back = await moved(operator, id, { move: 'denyObjection', note: '请办理' });
    const then = new Date(back.dueAt ?? 0).getTime() - house.services.clock().getTime();
    expect(Math.abs(then - left)).toBeLessThan(30_000);
    expect(back.totalDueAt).toBe(view.totalDueAt);
  });

  test('allowed, it comes back to the command room; the second objection goes to a consultation', async () => {
    const { lead, helper, operator, unit } = all;
    const { id } = await sent(all);
    await moved(lead, id, { move: 'object', note: '不归我们', basis });
    const back = await moved(operator, id, { move: 'allowObjection', note: '依据成立' });
    expect([back.state, back.unitName, back.returns]).toEqual(['returned', null, 1]);
    await moved(operator, id, { move: 'dispatch', unitId: unit.helper });
    const second = await moved(helper, id, { move: 'object', note: '也不归我们', basis });
    expect([second.state, second.parts.consultations.length]).toEqual(['consulting', 1]);
    expect(second.parts.consultations[0]?.why).toContain('也不归我们');
    // Whom the consultation names may not object any more.
    const ends = await moved(operator, id, {
      move: 'conclude',
      note: '由城管局主办，养护中心协办',
      unitId: unit.lead,
      unitIds: [unit.helper],
      minutes: '参会单位意见一致。',
    });
    expect([ends.state, ends.unitName, ends.parts.objectUntil]).toEqual(['dispatched', '城管局', null]);
    expect(ends.parts.consultations[0]).toMatchObject({
      outcome: 'concluded',
      leadUnit: '城管局',
      helpers: ['市政养护中心'],
    });
    expect(await codeOf(lead, id, { move: 'object', note: '不归我们', basis })).toBe('case.needs-window');
  });

  test('after its window there is none', async () => {
    const { lead } = all;
    const { id } = await sent(all);
    house.wait(hours(24 * 12));
    expect(await codeOf(lead, id, { move: 'object', note: '不归我们', basis })).toBe('case.needs-window');
    expect((await read(lead, id)).abilities).not.toContain('object');
  });
});

describe('consultation', () => {
  test('is called with those who confer; each gives an opinion by its post; the record stays', async () => {
    const { operator, helper, unit, world, lead } = all;
    const { id, token } = await fileReport(world, 0, { categoryCode: '01002' });
    await moved(operator, id, { move: 'accept' });
    expect(await codeOf(operator, id, { move: 'consult', note: '职责不清' })).toBe('case.needs-participants');
    expect(await codeOf(lead, id, { move: 'consult', note: '职责不清', unitIds: [unit.helper] })).toBe('case.unknown');
    const view = await moved(operator, id, { move: 'consult', note: '职责不清', unitIds: [unit.helper, unit.third] });
    expect([view.state, view.parts.tasks.map(({ kind }) => kind)]).toEqual(['consulting', ['opinion', 'opinion']]);
    expect(view.dueAt).toBe(view.parts.consultations[0]?.dueAt);
    const mine = (await read(helper, id)).parts.tasks.find((task) => task.mine);
    await moved(helper, id, { move: 'reportTask', taskId: mine?.id ?? '', note: '应由应急局牵头' });
    expect(await codeOf(operator, id, { move: 'conclude', note: '定论', unitId: unit.third })).toBe(
      'case.needs-minutes',
    );
    const ends = await moved(operator, id, {
      ...{ move: 'conclude', note: '由应急局主办', unitId: unit.third, minutes: '一、…', unitIds: [unit.helper] },
    });
    expect(ends.parts.tasks.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'opinion done',
      'opinion waived',
      'co given',
    ]);
    const track = (await world.public('GET /api/public/track/:token', { params: { token } })).body;
    expect(track.steps.at(-1)?.note).toBe('由应急局主办');
    expect(JSON.stringify(track)).not.toMatch(/职责不清|牵头|一、…/);
  });

  test('two returns, a crossing and twice late make one due by themselves, once, and the owner is told', async () => {
    const { operator, lead, unit, world } = all;
    const returned = await sent(all);
    await moved(lead, returned.id, { move: 'return', note: '不归我们' });
    await moved(operator, returned.id, { move: 'dispatch', unitId: unit.lead });
    const twice = await moved(lead, returned.id, { move: 'return', note: '还是不归我们' });
    expect([twice.steps.at(-1)?.move, twice.parts.consultDue]).toEqual(['consultDue', ['returns']]);
    expect(await inbox(operator)).toContain('应予会商');

    const crossing = await sent(all);
    const marked = await moved(operator, crossing.id, { move: 'flagCrossing', crossings: ['department', 'level'] });
    expect([marked.parts.crossings, marked.parts.consultDue]).toEqual([
      ['department', 'level'],
      ['department', 'level'],
    ]);
    const late = await sent(all);
    for (const step of ['acknowledge', 'begin'] as const) {
      house.wait(hours(24 * 12));
      await runClock(house.services, { district: world.district, caseId: late.id });
      await runClock(house.services, { district: world.district, caseId: late.id });
      await moved(lead, late.id, { move: step });
    }
    const view = await read(operator, late.id);
    expect([view.steps.filter(({ move }) => move === 'consultDue').length, view.parts.consultDue]).toEqual([
      1,
      ['overdues'],
    ]);
    const called = await moved(operator, late.id, { move: 'consult', note: '两次超时', unitIds: [unit.third] });
    expect(called.parts.consultDue).toEqual([]);
  });

  test('called off, the case goes on where it was', async () => {
    const { operator, unit } = all;
    const { id } = await sent(all);
    await moved(operator, id, { move: 'consult', note: '难办', unitIds: [unit.third] });
    const view = await moved(operator, id, { move: 'adjourn', note: '已协调好' });
    expect([view.state, view.parts.consultations[0]?.outcome, view.parts.tasks[0]?.state]).toEqual([
      'dispatched',
      'adjourned',
      'waived',
    ]);
  });

  test('the rules are settings: with no rule nothing is due', async () => {
    const own = await partsWorld(house);
    const admin = await own.world.person('sysAdmin');
    const { rules } = (await admin.call('GET /api/part-rules')).body;
    const changed = { ...rules, consult: { returns: 0, overdues: 0, crossings: false }, requests: 0 };
    const body = { commandId: house.services.ids(), rules: changed };
    expect((await admin.call('PUT /api/part-rules', { body })).status).toBe(200);
    const { id } = await sent(own);
    const marked = await moved(own.operator, id, { move: 'flagCrossing', crossings: ['district'] });
    expect(marked.parts.consultDue).toEqual([]);
    await moved(own.lead, id, { move: 'acknowledge' });
    expect(await codeOf(own.lead, id, { move: 'askTime', note: '缺件', request: { kind: 'extend', days: 1 } })).toBe(
      'case.needs-no-request',
    );
  });
});
