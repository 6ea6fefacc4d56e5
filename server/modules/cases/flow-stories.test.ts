import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseView, MoveCase } from '#contract/cases';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { installFlow, shippedFlows } from '#modules/flows';
import { fileReport, move, moved, reportBody, unitId } from '#testing/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type Person, type World } from '#testing/world';
import { runClock } from './run-clock.job.ts';

/* The five reports' own stories, each in a district whose default is that place's flow. */
const house = await testHouse();

interface Place {
  world: World;
  worker: Person;
  leader: Person;
  staff: Person;
  operator: Person;
  handler: Person;
  checker: Person;
  supervisor: Person;
  unit: string;
}

async function placeOf(code: string): Promise<Place> {
  const world = await makeWorld(house);
  const document = shippedFlows.get(code);
  if (!document) throw new Error(`no flow ${code}`);
  await inDistrict(house.database.app, systemScope(world.district), (tx) =>
    installFlow(house.services, tx, world.district, document),
  );
  const [worker, leader, staff, operator, handler, checker, supervisor] = await Promise.all([
    world.person('microGridWorker'),
    world.person('gridLeader'),
    world.person('communityStaff'),
    world.person('operator'),
    world.person('departmentHandler'),
    world.person('checker'),
    world.person('supervisor'),
  ]);
  return {
    world,
    worker,
    leader,
    staff,
    operator,
    handler,
    checker,
    supervisor,
    unit: await unitId(operator, '城管局'),
  };
}

const filed = (world: World, body: string, categoryCode = '05001') => fileReport(world, 0, { body, categoryCode });
async function photo(world: World, kind: 'after' | 'check'): Promise<NonNullable<MoveCase['photos']>> {
  return [{ id: await upload(house, world.district), kind }];
}
const track = async (world: World, token: string) =>
  (await world.public('GET /api/public/track/:token', { params: { token } })).body;
const rate = (world: World, token: string, seq: number) =>
  world.public('POST /api/public/track/:token/moves', {
    params: { token },
    body: { commandId: uuidv7(), move: 'rate', rating: 'satisfied', seq },
  });
const said = (view: CaseView) => view.steps.map(({ moveName }) => moveName.zh);

describe('Suoqian', () => {
  let here: Place;
  beforeAll(async () => {
    here = await placeOf('suoqian');
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
    const done = { move: 'handle' as const, note: '斜坡已放缓，加了减速带', photos: await photo(world, 'after') };
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
  const { world, worker, leader, staff, operator, handler, checker, unit } = await placeOf('jiangbei');
  const report = await filed(world, '家门口的电梯大理石门框大面积脱落，存在安全隐患。');
  const first = { move: 'whistle' as const, note: '物业无法马上处理' };
  expect((await move(worker, report.id, first)).code).toBe('case.needs-field');
  expect((await moved(worker, report.id, { ...first, fields: { reason: 'power' } })).stateName.zh).toBe('网格吹哨');
  // A level cannot be jumped, and nobody acts for another.
  expect((await move(worker, report.id, { ...first, fields: { reason: 'power' } })).code).toBe('right.missing');
  expect((await moved(leader, report.id, { move: 'whistle', note: '网格协调不了' })).stateName.zh).toBe('社区转办');
  expect((await moved(staff, report.id, { move: 'whistle', note: '需要部门' })).stateName.zh).toBe('街道转办');
  expect((await moved(operator, report.id, { move: 'dispatch', unitId: unit })).stateName.zh).toBe('待部门报到');
  const arrived = await moved(handler, report.id, { move: 'acknowledge', fields: { lead: '房屋安全科科长' } });
  expect(arrived).toMatchObject({ stateName: { zh: '部门已报到' } });
  await moved(handler, report.id, { move: 'begin' });
  const done = { note: '门框已加固更换', photos: await photo(world, 'after'), fields: { list: 'community' } };
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
    '通知部门报到',
    '部门报到',
    '开始处置',
    '处置完成',
    '核查通过',
    '评价',
  ]);
});

test("Minghu: a nursery's parking in five steps, the watcher sees to it, the party group calls", async () => {
  const { world, worker, leader, staff, handler, supervisor, unit } = await placeOf('minghu');
  const report = await filed(world, '绿色实验幼儿园门口接送车辆乱停，孩子进出危险。');
  const names: string[] = [(await track(world, report.token)).stateName.zh];
  const note = (view: CaseView) => names.push(view.stateName.zh);
  note(await moved(worker, report.id, { move: 'accept' }));
  await moved(worker, report.id, { move: 'whistle', note: '请网格协调' });
  note(await moved(leader, report.id, { move: 'dispatch', unitId: unit }));
  await moved(supervisor, report.id, { move: 'urge', note: '开学在即，请抓紧' });
  await moved(handler, report.id, { move: 'acknowledge' });
  note(await moved(handler, report.id, { move: 'begin', fields: { partners: '交警、幼儿园' } }));
  await moved(handler, report.id, {
    move: 'handle',
    note: '划定停车区，设护学岗',
    photos: await photo(world, 'after'),
  });
  // Neither the department nor the community says whether it is right.
  expect((await move(staff, report.id, { move: 'pass' })).code).toBe('right.missing');
  note(await moved(supervisor, report.id, { move: 'pass' }));
  expect(names).toEqual(['信息收集', '问题发现', '任务分办', '协同处置', '结果反馈']);
  const called = await moved(worker, report.id, {
    move: 'tell',
    action: 'call',
    note: '家长说好多了',
    fields: { answer: 'good' },
  });
  expect(called.steps.at(-1)).toMatchObject({ moveName: { zh: '党小组回访' }, fields: [{ value: { zh: '满意' } }] });
});

test('Huajie: goods on road 330 go from worker to department, and each relay is timed', async () => {
  const { world, worker, leader, operator, handler, checker, unit } = await placeOf('huajie');
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
    [handler, { move: 'handle', note: '货物已清走', photos: await photo(world, 'after') }],
    [checker, { move: 'pass' }],
  ];
  for (const [person, ask] of relay) {
    house.wait(90_000);
    await moved(person, report.id, ask);
  }
  const { body: seen } = await operator.call('GET /api/cases/:id', { params: { id: report.id } });
  const times = seen.steps.map(({ at }) => new Date(at).getTime());
  const relays = times.slice(1).map((at, n) => Math.round((at - (times[n] ?? 0)) / 1000));
  expect(relays.every((seconds) => seconds >= 90 && seconds < 120)).toBe(true);
  expect(seen.steps.map(({ stateName }) => stateName.zh)).toEqual([
    '待网格长处理',
    '指挥室研判',
    '平台交办',
    '部门签收',
    '部门处置',
    '现场核查',
    '反馈评价',
  ]);
  // The hard ones go to a special team.
  const hard = await filed(world, '小界岭村新老住户用水矛盾，涉及多个部门。');
  await moved(leader, hard.id, { move: 'whistle', note: '请研判' });
  expect(
    await moved(operator, hard.id, { move: 'whistle', note: '跨平台', fields: { hard: 'platforms' } }),
  ).toMatchObject({ stateName: { zh: '专班攻坚' } });
});

test('Erqi: stalls outside the park come from the snap app, a grid worker verifies, the reporter rates; a hard one goes to consultation', async () => {
  const { world, leader, operator, handler, unit } = await placeOf('erqi');
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
    photos: await photo(world, 'after'),
  });
  expect(handled).toMatchObject({ stateName: { zh: '三级网格员核实' }, ownerName: expect.stringContaining('网格长') });
  const bare = await move(leader, report.id, { move: 'pass' });
  expect([bare.status, bare.code]).toEqual([422, 'case.needs-photos']);
  const passed = await moved(leader, report.id, { move: 'pass', photos: await photo(world, 'check') });
  expect(passed.stateName.zh).toBe('核实评价');
  expect((await rate(world, report.token, passed.seq)).body).toMatchObject({ state: 'closed', rating: 'satisfied' });

  const hard = await filed(world, '铁路桥下积水，跨两个街道和铁路部门。');
  await moved(operator, hard.id, { move: 'whistle', note: '涉及两个街道' });
  const consult = await moved(operator, hard.id, {
    move: 'whistle',
    note: '三跨案件',
    fields: { cross: 'department' },
  });
  expect(consult.stateName.zh).toBe('疑难会商');
  const agreed = { conclusion: '城运中心主办，市政泵站增排', helpers: '铁路、两个街道一级网格' };
  expect((await move(operator, hard.id, { move: 'dispatch', unitId: unit })).code).toBe('case.needs-field');
  const sent = await moved(operator, hard.id, { move: 'dispatch', unitId: unit, fields: agreed });
  expect(sent.steps.at(-1)).toMatchObject({ moveName: { zh: '会商交办' }, stateName: { zh: '已派委局' } });
});
