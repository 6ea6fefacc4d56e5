import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { verifyChains } from '../verify-chains.ts';
import { partsTasks } from './parts.job.ts';
import { begun, codeOf, handled, inbox, type PartsWorld, partsWorld, read, sent } from './world.test-data.ts';

const house = await testHouse();
let all: PartsWorld;
beforeAll(async () => {
  all = await partsWorld(house);
});
const hours = (n: number) => n * 3600_000;
const context = { signal: new AbortController().signal, attempt: 1 };
const tick = (caseId: string, taskId: string) =>
  partsTasks(house.services)['cases.task-clock']({ district: all.world.district, caseId, taskId }, context);

describe('lead and helpers', () => {
  test('the case waits for every helper; waiving needs a reason; the resident hears one voice', async () => {
    const { operator, lead, helper, unit, world } = all;
    const { id, token } = await begun(all, {
      unitIds: [unit.helper, unit.third, unit.fourth],
      note: '请各单位一起办',
    });
    const view = await read(helper, id);
    expect(view.parts.tasks.map(({ who, kind, state, mine }) => [who, kind, state, mine])).toEqual([
      ['市政养护中心', 'co', 'given', true],
      ['应急管理局', 'co', 'given', false],
      ['市场监管局', 'co', 'given', false],
    ]);
    expect(view.abilities).toEqual(expect.arrayContaining(['takeTask', 'reportTask']));
    expect(view.abilities).not.toContain('handle');

    const [first = '', second = '', third = ''] = view.parts.tasks.map((task) => task.id);
    expect(await codeOf(helper, id, { move: 'reportTask', taskId: second, note: '不是我的' })).toBe('case.needs-task');
    await moved(helper, id, { move: 'takeTask', taskId: first });
    expect(await codeOf(helper, id, { move: 'takeTask', taskId: first })).toBe('case.needs-task');
    await moved(helper, id, { move: 'reportTask', taskId: first, note: '内部：已断电' });
    const other = await all.world.person('departmentHandler', 2);
    await moved(other, id, { move: 'reportTask', taskId: second, note: '内部：已封路' });
    const photo = { id: uuidv7(), kind: 'after' as const };
    expect(await codeOf(lead, id, { move: 'handle', note: '好了', photos: [photo] })).toMatch(/tasks-done|photo/);
    expect((await read(lead, id)).abilities).not.toContain('handle');
    expect(await codeOf(operator, id, { move: 'waiveTask', taskId: third })).toBe('case.needs-note');
    await moved(operator, id, { move: 'waiveTask', taskId: third, note: '不再需要清运' });
    expect((await handled(house, all, id)).state).toBe('handled');

    const track = await world.public('GET /api/public/track/:token', { params: { token } });
    expect(JSON.stringify(track.body)).not.toMatch(/内部|市政养护|不再需要/);
    expect((await verifyChains(house.database, world.district, () => undefined)).broken).toBeNull();
  });

  test('a helper that is late is reminded of by its own clock, daily, and whoever sent it is told', async () => {
    const { helper, operator, unit } = all;
    const { id } = await sent(all);
    const view = await moved(operator, id, { move: 'assist', note: '请协办', unitIds: [unit.helper] });
    expect(await inbox(helper)).toContain('协办任务');
    const task = view.parts.tasks[0];
    if (!task?.dueAt) throw new Error('no clock');
    await tick(id, task.id);
    expect((await read(helper, id)).parts.tasks[0]?.overdue).toBe(false);
    house.wait(new Date(task.dueAt).getTime() - house.services.clock().getTime() + 1000);
    await tick(id, task.id);
    const late = await read(helper, id);
    expect([late.parts.tasks[0]?.overdue, late.steps.filter(({ move }) => move === 'remindTask').length]).toEqual([
      true,
      1,
    ]);
    expect(await inbox(helper)).toContain('任务超时');
    await moved(helper, id, { move: 'reportTask', taskId: task.id, note: '办好了' });
    house.wait(hours(25));
    await tick(id, task.id);
    expect((await read(helper, id)).steps.filter(({ move }) => move === 'remindTask').length).toBe(1);
  });

  test('who may and who may not: not the lead among its helpers, not an unknown unit, not a stranger; nothing applied', async () => {
    const { operator, lead, unit } = all;
    const { id, view } = await sent(all);
    expect(await codeOf(operator, id, { move: 'assist', note: '请协办', unitIds: [unit.lead] })).toBe(
      'case.needs-helpers',
    );
    expect(await codeOf(operator, id, { move: 'assist', note: '请协办', unitIds: [uuidv7()] })).toBe('unit.unknown');
    expect(await codeOf(operator, id, { move: 'assist', note: '请协办' })).toBe('case.needs-helpers');
    expect(await codeOf(lead, id, { move: 'assist', note: '请协办', unitIds: [unit.helper] })).toBe('right.missing');
    expect(await codeOf(all.helper, id, { move: 'takeTask', taskId: uuidv7() })).toBe('case.unknown');
    expect((await read(operator, id)).seq).toBe(view.seq);
  });

  test('helpers end with the dispatch they helped: a return lets them off, and they still read what they had part in', async () => {
    const { lead, helper, unit } = all;
    const { id } = await sent(all, { unitIds: [unit.helper], note: '请协办' });
    await moved(lead, id, { move: 'return', note: '不是我们的' });
    const view = await read(helper, id);
    expect([view.state, view.parts.tasks[0]?.state]).toEqual(['returned', 'waived']);
  });

  test('what one may list is what one may read, for helpers too', async () => {
    const { helper, operator, unit } = all;
    const own = await sent(all, { unitIds: [unit.helper], note: '请协办' });
    const other = await sent(all);
    const listed = (await helper.call('GET /api/cases', { query: { limit: 200, view: 'all' } })).body.rows.map(
      ({ id }) => id,
    );
    expect([listed.includes(own.id), listed.includes(other.id)]).toEqual([true, false]);
    expect((await helper.call('GET /api/cases/:id', { params: { id: other.id } })).code).toBe('case.unknown');
    const tasks = (await helper.call('GET /api/tasks')).body.rows;
    expect(tasks.map(({ caseId }) => caseId)).toContain(own.id);
    expect((await operator.call('GET /api/tasks')).body.rows.map(({ caseId }) => caseId)).not.toContain(own.id);
  });
});

describe('special team, whistle, supervision', () => {
  test('a special team is co-tasks on posts, under a name', async () => {
    const { operator, world } = all;
    const { id } = await begun(all);
    const posts = (await operator.call('GET /api/posts', { query: { role: 'gridLeader' } })).body.rows.map(
      (post) => post.id,
    );
    expect(await codeOf(operator, id, { move: 'team', note: '攻坚', postIds: posts })).toBe('case.needs-team');
    const view = await moved(operator, id, { move: 'team', note: '攻坚', teamName: '溪心路专班', postIds: posts });
    expect(view.parts.tasks.map(({ team, kind }) => [team, kind])).toEqual([
      ['溪心路专班', 'team'],
      ['溪心路专班', 'team'],
    ]);
    // The leader of the other grid reads it by his part in it only.
    const far = await world.person('gridLeader', 1);
    const mine = (await read(far, id)).parts.tasks.find((task) => task.mine);
    await moved(far, id, { move: 'reportTask', taskId: mine?.id ?? '', note: '已对接' });
  });

  test('a whistle for departments keeps when each reported in, and both sides are scored as units', async () => {
    const { world, helper, unit } = all;
    const worker = await world.person('microGridWorker');
    const { id } = await fileReport(world);
    await moved(worker, id, { move: 'accept' });
    await moved(worker, id, { move: 'arrive' });
    const view = await moved(worker, id, { move: 'summon', note: '请到场', unitIds: [unit.helper] });
    const taskId = view.parts.tasks[0]?.id ?? '';
    expect(await codeOf(worker, id, { move: 'scoreResponse', taskId, score: 5 })).toBe('case.needs-task');
    house.wait(20 * 60_000);
    await moved(helper, id, { move: 'takeTask', taskId });
    await moved(worker, id, { move: 'scoreResponse', taskId, score: 4 });
    expect(await codeOf(worker, id, { move: 'scoreResponse', taskId, score: 1 })).toBe('case.needs-task');
    await moved(helper, id, { move: 'scoreWhistle', taskId, score: 5 });
    const { rows } = (await worker.call('GET /api/whistles')).body;
    const row = rows.find(({ unitId }) => unitId === unit.helper);
    expect([row?.inTime, row?.response, row?.whistleQuality, Math.round(row?.minutes ?? 0)]).toEqual([1, 4, 5, 20]);
  });

  test('urge, supervise, circulate: only what a supervision did not get an answer to is circulated', async () => {
    const { leader, lead, helper, unit, operator } = all;
    const { id } = await begun(all);
    expect(await codeOf(leader, id, { move: 'circulate', note: '通报', unitIds: [unit.lead] })).toBe(
      'case.needs-late-supervision',
    );
    const until = new Date(house.services.clock().getTime() + hours(2)).toISOString();
    expect(await codeOf(operator, id, { move: 'supervise', note: '请答复', until })).toBe('right.missing');
    await moved(leader, id, { move: 'supervise', note: '请答复', until });
    expect(await inbox(lead)).toContain('督办');
    house.wait(hours(3));
    const view = await moved(leader, id, { move: 'circulate', note: '未按期答复', unitIds: [unit.lead, unit.helper] });
    expect(view.parts.tasks.filter(({ kind }) => kind === 'circular').length).toBe(2);
    expect(await inbox(helper)).toContain('通报');
    const task = view.parts.tasks.find(({ kind }) => kind === 'supervise');
    await moved(lead, id, { move: 'reportTask', taskId: task?.id ?? '', note: '今日完成' });
    expect(await codeOf(leader, id, { move: 'circulate', note: '再通报', unitIds: [unit.lead] })).toBe(
      'case.needs-late-supervision',
    );
  });
});
