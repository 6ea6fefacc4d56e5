import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseView, MoveCase } from '#contract/cases';
import { move, moved, reportBody } from '#testing/cases';
import { testHouse } from '#testing/house';
import type { Person } from '#testing/world';
import { addUnit, filed, mine, type Place, photo, placeOf, rate, said, seen, track } from './flow-stories.test-data.ts';
import { runClock } from './run-clock.job.ts';

/* The five reports' own stories, each in a district whose default is that place's flow. */
const house = await testHouse();

describe('Suoqian', () => {
  let here: Place;
  beforeAll(async () => {
    here = await placeOf(house, 'suoqian');
  });

  test('the slope by the basketball court: the micro-grid leader dispatches, the steward mends, photos are compared', async () => {
    const { world, worker, staff, handler, unit } = here;
    const report = await filed(world, '新区篮球场旁，斜坡坡度太陡，又处于十字路口，容易和转弯的车辆发生碰撞。');
    expect(report.owner?.title).toContain('微网格');
    expect(await track(world, report.token)).toMatchObject({
      stateName: { zh: '待派单' },
      stateWords: { zh: '已收到，等微网格长派单' },
    });
    const sent = await moved(worker, report.id, { move: 'dispatch', unitId: unit });
    expect(sent).toMatchObject({ state: 'dispatched', stateName: { zh: '已派管家' }, unitName: '城管局' });
    await moved(handler, report.id, { move: 'acknowledge' });
    const doing = await moved(handler, report.id, { move: 'begin' });
    // The steward's own limit: 48 hours that run always.
    expect(new Date(doing.dueAt ?? 0).getTime() - new Date(doing.stateSince).getTime()).toBe(48 * 3600_000);
    const done = {
      move: 'handle' as const,
      note: '斜坡已放缓，加了减速带',
      photos: await photo(house, world, 'after'),
    };
    expect((await move(handler, report.id, done)).code).toBe('case.needs-field');
    const shown = await moved(handler, report.id, { ...done, fields: { service: 'free' } });
    expect(shown).toMatchObject({ stateName: { zh: '整改照片待核' }, steps: expect.arrayContaining([]) });
    expect(shown.steps.at(-1)?.fields).toEqual([
      { name: { zh: '服务方式', en: 'Kind of service' }, value: { zh: '无偿服务', en: 'Free of charge' } },
    ]);
    const answered = await moved(staff, report.id, { move: 'pass' });
    expect(answered.stateName.zh).toBe('请居民看结果');
    const rated = await rate(world, report.token, answered.seq);
    expect(rated.body).toMatchObject({ state: 'closed', stateName: { zh: '已办结' }, rating: 'satisfied' });
    // The resident sees each step, in the place's words.
    expect(rated.body.steps.map(({ moveName }) => moveName.zh)).toEqual([
      '上报',
      '派单',
      '接单',
      '上门办理',
      '办好反馈',
      '核对通过',
      '评价',
    ]);
  });

  test('what the micro-grid leader leaves lying goes to the village, then to the town, and there it is reminded of', async () => {
    const { world, operator } = here;
    const report = await filed(world, '文化长廊夜灯不亮。');
    const read = async () => (await operator.call('GET /api/cases/:id', { params: { id: report.id } })).body;
    const names: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const due = new Date((await read()).dueAt ?? 0).getTime();
      house.wait(Math.max(0, due - house.services.clock().getTime()) + 1000);
      await runClock(house.services, { district: world.district, caseId: report.id });
      names.push((await read()).stateName.zh);
    }
    expect(names).toEqual(['村社协调', '镇指挥室研判', '镇指挥室研判', '镇指挥室研判']);
    expect(await read()).toMatchObject({ overdue: true, ownerName: expect.stringContaining('指挥') });
  });
});

test('Jiangbei: the fallen lift frame is whistled up level by level, the department reports in, the event is filed', async () => {
  const place = await placeOf(house, 'jiangbei');
  const { world, worker, leader, staff, operator, handler, checker, unit } = place;
  const report = await filed(world, '家门口的电梯大理石门框大面积脱落，存在安全隐患。');
  const first = { move: 'whistle' as const, note: '物业无法马上处理' };
  expect((await move(worker, report.id, first)).code).toBe('case.needs-field');
  expect((await moved(worker, report.id, { ...first, fields: { reason: 'power' } })).stateName.zh).toBe('网格吹哨');
  // A level cannot be jumped, and nobody acts for another.
  expect((await move(worker, report.id, { ...first, fields: { reason: 'power' } })).code).toBe('right.missing');
  expect((await moved(leader, report.id, { move: 'whistle', note: '网格协调不了' })).stateName.zh).toBe('社区转办');
  expect((await moved(staff, report.id, { move: 'whistle', note: '需要部门' })).stateName.zh).toBe('街道转办');
  // Two departments have to report in; both sides are rated, as units.
  const [other, otherUnit] = await addUnit(place, '住建局', 2);
  const whistled = await moved(operator, report.id, { move: 'summon', note: '请到场会看', unitIds: [unit, otherUnit] });
  expect(whistled.parts.tasks.map(({ kind, who }) => [kind, who])).toEqual([
    ['report-in', '城管局'],
    ['report-in', '住建局'],
  ]);
  for (const department of [handler, other]) {
    house.wait(10 * 60_000);
    const task = mine(await seen(department, report.id));
    await moved(department, report.id, { move: 'takeTask', taskId: task });
    await moved(department, report.id, { move: 'reportTask', taskId: task, note: '已到现场' });
    await moved(operator, report.id, { move: 'scoreResponse', taskId: task, score: 5 });
    await moved(department, report.id, { move: 'scoreWhistle', taskId: task, score: 4 });
  }
  const { rows: whistles } = (await operator.call('GET /api/whistles')).body;
  expect(
    whistles.map(({ unitName, inTime, response, whistleQuality }) => [unitName, inTime, response, whistleQuality]),
  ).toEqual(
    expect.arrayContaining([
      ['城管局', 1, 5, 4],
      ['住建局', 1, 5, 4],
    ]),
  );
  expect((await moved(operator, report.id, { move: 'dispatch', unitId: unit })).stateName.zh).toBe('待部门报到');
  const arrived = await moved(handler, report.id, { move: 'acknowledge', fields: { lead: '房屋安全科科长' } });
  expect(arrived).toMatchObject({ stateName: { zh: '部门已报到' } });
  await moved(handler, report.id, { move: 'begin' });
  const done = { note: '门框已加固更换', photos: await photo(house, world, 'after'), fields: { list: 'community' } };
  expect((await moved(handler, report.id, { move: 'handle', ...done })).stateName.zh).toBe('核查反馈');
  const passed = await moved(checker, report.id, { move: 'pass' });
  expect(passed.stateName.zh).toBe('考核评价');
  expect((await rate(world, report.token, passed.seq)).status).toBe(200);
  const { body: closed } = await operator.call('GET /api/cases/:id', { params: { id: report.id } });
  expect(said(closed)).toEqual([
    '上报',
    '网格吹哨',
    '转社区',
    '转街道',
    '点名吹哨',
    ...Array.from({ length: 2 }, () => ['接哨报到', '报到反馈', '评部门响应', '评哨声质量']).flat(),
    '通知部门报到',
    '部门报到',
    '开始处置',
    '处置完成',
    '核查通过',
    '评价',
  ]);
});

test("Minghu: a nursery's parking in five steps, the watcher sees to it, the party group calls", async () => {
  const place = await placeOf(house, 'minghu');
  const { world, worker, leader, staff, handler, supervisor, unit } = place;
  const report = await filed(world, '绿色实验幼儿园门口接送车辆乱停，孩子进出危险。');
  const names: string[] = [(await track(world, report.token)).stateName.zh];
  const note = (view: CaseView) => names.push(view.stateName.zh);
  note(await moved(worker, report.id, { move: 'accept' }));
  await moved(worker, report.id, { move: 'whistle', note: '请网格协调' });
  note(await moved(leader, report.id, { move: 'dispatch', unitId: unit }));
  const until = new Date(house.services.clock().getTime() + 24 * 3600_000).toISOString();
  await moved(supervisor, report.id, { move: 'supervise', note: '开学在即，请答复几时办好', until });
  await moved(handler, report.id, { move: 'reportTask', taskId: mine(await seen(handler, report.id)), note: '三日内' });
  await moved(handler, report.id, { move: 'acknowledge' });
  note(await moved(handler, report.id, { move: 'begin' }));
  const [police, policeUnit] = await addUnit(place, '交警大队', 2);
  await moved(staff, report.id, { move: 'assist', note: '请疏导早晚高峰', unitIds: [policeUnit] });
  const early = { move: 'handle' as const, note: '好了', photos: await photo(house, world, 'after') };
  expect((await move(handler, report.id, early)).code).toBe('case.needs-tasks-done');
  await moved(police, report.id, { move: 'reportTask', taskId: mine(await seen(police, report.id)), note: '已排班' });
  await moved(handler, report.id, {
    move: 'handle',
    note: '划定停车区，设护学岗',
    photos: await photo(house, world, 'after'),
  });
  // Neither the department nor the community says whether it is right.
  expect((await move(staff, report.id, { move: 'pass' })).code).toBe('right.missing');
  note(await moved(supervisor, report.id, { move: 'pass' }));
  expect(names).toEqual(['信息收集', '问题发现', '任务分办', '协同处置', '结果反馈']);
  // What a resident says on the phone is the resident's own word: here it rates, and so closes.
  const call = { reached: true, solved: true, satisfied: 5 };
  const called = await moved(worker, report.id, { move: 'followUp', call, note: '家长说好多了' });
  expect(said(called).slice(-2)).toEqual(['党小组回访', '评价']);
  expect(called).toMatchObject({ stateName: { zh: '已办结' }, rating: 'satisfied' });
});

test('Huajie: goods on road 330 go from worker to department, and each relay is timed', async () => {
  const { world, worker, leader, operator, handler, checker, unit } = await placeOf(house, 'huajie');
  const body = {
    ...reportBody(world, 0),
    body: '有很多货物撒落在330国道往金华方向的绿地生态园前公路上，占用了一部分车道。',
    categoryCode: '05001',
  };
  const report = (await worker.call('POST /api/cases', { body })).body;
  expect(report.owner?.title).toContain('网格长');
  const relay: [Person, Omit<MoveCase, 'commandId'>][] = [
    [leader, { move: 'whistle', note: '占用车道，请指挥室研判' }],
    [operator, { move: 'dispatch', unitId: unit, fields: { platform: 'peace' } }],
    [handler, { move: 'acknowledge' }],
    [handler, { move: 'begin' }],
    [handler, { move: 'handle', note: '货物已清走', photos: await photo(house, world, 'after') }],
    [checker, { move: 'pass' }],
  ];
  for (const [person, ask] of relay) {
    house.wait(90_000);
    await moved(person, report.id, ask);
  }
  const { body: relayed } = await operator.call('GET /api/cases/:id', { params: { id: report.id } });
  const times = relayed.steps.map(({ at }) => new Date(at).getTime());
  const relays = times.slice(1).map((at, n) => Math.round((at - (times[n] ?? 0)) / 1000));
  expect(relays.every((seconds) => seconds >= 90 && seconds < 120)).toBe(true);
  expect(relayed.steps.map(({ stateName }) => stateName.zh)).toEqual([
    '待网格长处理',
    '指挥室研判',
    '平台交办',
    '部门签收',
    '部门处置',
    '现场核查',
    '反馈评价',
  ]);
  // The hard ones go to a special team: nothing is done before each of its posts has reported.
  const hard = await filed(world, '小界岭村新老住户用水矛盾，涉及多个部门。');
  await moved(leader, hard.id, { move: 'whistle', note: '请研判' });
  const posts = (await operator.call('GET /api/posts', { query: { role: 'gridLeader' } })).body.rows;
  const team = { move: 'team' as const, note: '跨平台', teamName: '用水专班', postIds: posts.map(({ id }) => id) };
  expect((await move(operator, hard.id, team)).code).toBe('case.needs-field');
  const formed = await moved(operator, hard.id, { ...team, fields: { hard: 'platforms' } });
  expect(formed).toMatchObject({ stateName: { zh: '指挥室研判' } });
  expect(formed.parts.tasks.map((task) => task.team)).toEqual(posts.map(() => '用水专班'));
  await moved(operator, hard.id, { move: 'dispatch', unitId: unit, fields: { platform: 'service' } });
  await moved(handler, hard.id, { move: 'acknowledge' });
  await moved(handler, hard.id, { move: 'begin' });
  const done = { move: 'handle' as const, note: '分时供水已定', photos: await photo(house, world, 'after') };
  expect((await move(handler, hard.id, done)).code).toBe('case.needs-tasks-done');
  for (const [number] of posts.entries()) {
    const member = await world.person('gridLeader', number);
    await moved(member, hard.id, { move: 'reportTask', taskId: mine(await seen(member, hard.id)), note: '已入户' });
  }
  expect((await moved(handler, hard.id, done)).stateName.zh).toBe('现场核查');
});

test('Erqi: stalls outside the park come from the snap app, a grid worker verifies, the reporter rates', async () => {
  const { world, leader, operator, handler, unit } = await placeOf(house, 'erqi');
  const body = {
    ...reportBody(world, 0),
    body: '苗圃街路西小游园外面占道经营，希望有关部门协调处理。',
    source: 'platform' as const,
    categoryCode: '05001',
  };
  const report = (await operator.call('POST /api/cases', { body })).body;
  await moved(operator, report.id, { move: 'accept' });
  await moved(operator, report.id, { move: 'dispatch', unitId: unit });
  await moved(handler, report.id, { move: 'acknowledge' });
  await moved(handler, report.id, { move: 'begin' });
  const handled = await moved(handler, report.id, {
    move: 'handle',
    note: '已劝离',
    photos: await photo(house, world, 'after'),
  });
  expect(handled).toMatchObject({ stateName: { zh: '三级网格员核实' }, ownerName: expect.stringContaining('网格长') });
  const bare = await move(leader, report.id, { move: 'pass' });
  expect([bare.status, bare.code]).toEqual([422, 'case.needs-photos']);
  const passed = await moved(leader, report.id, { move: 'pass', photos: await photo(house, world, 'check') });
  expect(passed.stateName.zh).toBe('核实评价');
  expect((await rate(world, report.token, passed.seq)).body).toMatchObject({ state: 'closed', rating: 'satisfied' });
});

test('Erqi: what crosses districts, departments and levels goes through a consultation to one host and three helpers', async () => {
  const place = await placeOf(house, 'erqi');
  const { world, leader, operator, handler, unit } = place;
  const hard = await filed(world, '铁路桥下积水，跨两个街道和铁路部门。', '01002');
  await moved(operator, hard.id, { move: 'whistle', note: '涉及两个街道' });
  const flagged = await moved(operator, hard.id, {
    move: 'flagCrossing',
    crossings: ['district', 'department', 'level'],
  });
  expect(flagged.parts.consultDue).toEqual(['district', 'department', 'level']);
  const helpers = [
    await addUnit(place, '铁路养护段', 2),
    await addUnit(place, '淮河路街道一级网格', 3),
    await addUnit(place, '蜜蜂张街道一级网格', 4),
  ];
  const unitIds = helpers.map(([, id]) => id);
  const consult = { move: 'consult' as const, note: '谁增排、谁封路', unitIds: [unit, ...unitIds] };
  expect((await moved(operator, hard.id, consult)).stateName.zh).toBe('疑难会商');
  await moved(handler, hard.id, { move: 'reportTask', taskId: mine(await seen(handler, hard.id)), note: '可以主办' });
  const agreed = { move: 'conclude' as const, note: '请各单位按纪要办理', unitId: unit, unitIds };
  expect((await move(operator, hard.id, agreed)).code).toBe('case.needs-minutes');
  const sent = await moved(operator, hard.id, { ...agreed, minutes: '一、泵站增排；二、铁路段清淤；三、街道封路。' });
  expect(sent.steps.at(-1)).toMatchObject({ moveName: { zh: '会商交办' }, stateName: { zh: '已派委局' } });
  // A unit that was named in a consultation may not object.
  const objection = { move: 'object' as const, note: '不归我局', basis: '职责清单' };
  expect((await move(handler, hard.id, objection)).code).toBe('case.needs-window');
  await moved(handler, hard.id, { move: 'acknowledge' });
  await moved(handler, hard.id, { move: 'begin' });
  const done = { move: 'handle' as const, note: '积水已排', photos: await photo(house, world, 'after') };
  expect((await move(handler, hard.id, done)).code).toBe('case.needs-tasks-done');
  for (const [helper] of helpers)
    await moved(helper, hard.id, { move: 'reportTask', taskId: mine(await seen(helper, hard.id)), note: '内部：已办' });
  expect((await moved(handler, hard.id, done)).stateName.zh).toBe('三级网格员核实');
  const checked = await moved(leader, hard.id, { move: 'pass', photos: await photo(house, world, 'check') });
  const rated = await rate(world, hard.token, checked.seq);
  expect(rated.body).toMatchObject({ state: 'closed', rating: 'satisfied' });
  expect(JSON.stringify(rated.body)).not.toMatch(/可以主办|谁增排|内部|泵站增排/);
});
