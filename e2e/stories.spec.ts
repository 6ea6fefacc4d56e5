import { checkScreen } from './support/check.ts';
import { answerOnDesk, finishOnPhone, moveOnDesk, moveOnPhone, openOnDesk } from './support/moves.ts';
import { expect, test } from './support/people.ts';
import { isDrawn, photo, reportOnPhone, unique } from './support/report.ts';
import { idOf, rateSatisfied, resident, seeProgress, townOf, unit } from './support/town.ts';

/* Four reports' own stories, each in the town whose flow is the default there; the fifth's are in erqi-stories.spec.ts. */

test.describe.configure({ timeout: 180_000 });

/** A day of the town, so many from today. */
const dayIn = (days: number) => new Date(Date.now() + 8 * 3600_000 + days * 86_400_000).toISOString().slice(0, 10);

test('Suoqian: the slope by the basketball court, mended by the steward, each step seen by the resident', async ({
  people,
}) => {
  const town = await townOf(people, 'sq-');
  const { page, outcome, ...who } = await resident(people, town);
  const sent = await reportOnPhone(page, {
    district: town.home.district,
    body: `新区篮球场旁，斜坡坡度太陡，又处于十字路口，容易和转弯的车辆发生碰撞。记号 ${unique()}`,
    photo: await photo('road', 'before'),
  });
  await seeProgress(page);
  await expect(outcome).toContainText('已收到，等微网格长派单');
  const id = await idOf({ page, ...who }, sent);

  const worker = await town.phone('worker');
  await worker.page.goto(`/field/case/${id}`);
  await moveOnPhone(worker.page, '改类别', { choose: '交通信号与标志' });
  await moveOnPhone(worker.page, '派单', { choose: unit });
  await expect(outcome).toContainText('已派给村社管家');

  const steward = await town.phone('handler');
  await steward.page.goto(`/field/case/${id}`);
  await moveOnPhone(steward.page, '接单');
  await moveOnPhone(steward.page, '上门办理');
  await expect(outcome).toContainText('管家正在办理');
  await finishOnPhone(steward.page, '办好反馈', {
    note: '斜坡已放缓，加了减速带。',
    photo: await photo('road', 'after'),
    lines: { 服务方式: '无偿服务' },
  });
  await expect(outcome).toContainText('村社正在核对整改照片');

  const village = await town.desk('community');
  await openOnDesk(village.page, sent.no);
  await moveOnDesk(village.page, '核对通过');
  await expect(outcome).toContainText('斜坡已放缓，加了减速带。');
  await expect(outcome.getByRole('img')).toHaveCount(2);
  await checkScreen(page);
  await rateSatisfied(page);
  await expect(outcome).toContainText('已办结');
});

test("Jiangbei: Dazha's fallen lift frame is whistled up level by level, the department reports in", async ({
  people,
}) => {
  const town = await townOf(people, 'jb-');
  const { page, outcome, ...who } = await resident(people, town);
  const sent = await reportOnPhone(page, {
    district: town.home.district,
    body: `大闸社区家门口的电梯大理石门框大面积脱落，存在安全隐患。记号 ${unique()}`,
    photo: await photo('stairs', 'before'),
  });
  await seeProgress(page);
  const id = await idOf({ page, ...who }, sent);

  const worker = await town.phone('worker');
  await worker.page.goto(`/field/case/${id}`);
  await moveOnPhone(worker.page, '改类别', { choose: '电梯故障隐患' });
  await moveOnPhone(worker.page, '网格吹哨', { note: '物业无法马上处理', lines: { 吹哨原因: '超出本级权限' } });
  const leader = await town.phone('leader');
  await leader.page.goto(`/field/case/${id}`);
  await moveOnPhone(leader.page, '转社区', { note: '网格协调不了' });
  const community = await town.desk('community');
  await openOnDesk(community.page, sent.no);
  await moveOnDesk(community.page, '转街道', { note: '需要部门' });
  const room = await town.desk('operator');
  await openOnDesk(room.page, sent.no);
  await moveOnDesk(room.page, '通知部门报到', { choose: unit });

  const department = await town.desk('handler');
  await openOnDesk(department.page, sent.no);
  await moveOnDesk(department.page, '部门报到', { lines: { 到场负责岗位: '房屋安全科科长' } });
  await moveOnDesk(department.page, '开始处置');
  await moveOnDesk(department.page, '处置完成', {
    note: '门框已加固更换。',
    photo: await photo('stairs', 'after'),
    lines: { 依据清单: '23 类 60 项社区执法事项' },
  });
  const checker = await town.phone('checker');
  await checker.page.goto(`/field/case/${id}`);
  await moveOnPhone(checker.page, '核查通过', { photo: await photo('stairs', 'after') });
  await expect(outcome).toContainText('门框已加固更换。');
  await rateSatisfied(page);
});

test("Minghu: a nursery's parking in five steps, watched throughout, the party group calls", async ({ people }) => {
  const town = await townOf(people, 'mh-');
  const { page, outcome, ...who } = await resident(people, town);
  const sent = await reportOnPhone(page, {
    district: town.home.district,
    body: `绿色实验幼儿园门口接送车辆乱停，孩子进出危险。记号 ${unique()}`,
  });
  await seeProgress(page);
  const id = await idOf({ page, ...who }, sent);

  const worker = await town.phone('worker');
  await worker.page.goto(`/field/case/${id}`);
  await moveOnPhone(worker.page, '核实问题');
  await moveOnPhone(worker.page, '改类别', { choose: '交通信号与标志' });
  await moveOnPhone(worker.page, '请网格协调', { note: '请网格协调' });
  const leader = await town.desk('leader');
  await openOnDesk(leader.page, sent.no);
  await moveOnDesk(leader.page, '任务分办', { choose: unit });
  // The watcher asks until when; the department must answer, and can do so from its list of tasks alone.
  const watcher = await town.desk('supervisor');
  const watched = await openOnDesk(watcher.page, sent.no);
  await moveOnDesk(watcher.page, '监督员盯办', { note: '开学在即，请答复几时办好', until: dayIn(1) });
  const department = await town.desk('handler');
  const seen = await openOnDesk(department.page, sent.no);
  await expect(seen).toContainText('开学在即，请答复几时办好');
  await moveOnDesk(department.page, '包案签收');
  await answerOnDesk(department.page, sent.no, '反馈任务', '三日内划好停车区');
  await expect(watched.getByRole('region', { name: '协同办理' })).toContainText('三日内划好停车区');
  await openOnDesk(department.page, sent.no);
  await moveOnDesk(department.page, '协同处置');
  await moveOnDesk(department.page, '处置完成', {
    note: '划定停车区，设护学岗。',
    photo: await photo('road', 'after'),
  });
  await openOnDesk(watcher.page, sent.no);
  await moveOnDesk(watcher.page, '核实通过');
  await expect(outcome).toContainText('划定停车区，设护学岗。');
  await worker.page.goto(`/field/case/${id}`);
  // What a resident says on the phone is the resident's own word.
  await moveOnPhone(worker.page, '党小组回访', {
    note: '家长说好多了',
    lines: { 接通了吗: '接通了', 问题解决了吗: '已解决', 满意程度: '5 分' },
  });
  await expect(outcome).toContainText('已办结');
  await expect(page.getByText('您的评价：满意').first()).toBeVisible();
});

test('Huajie: goods spilled on road 330 go from worker to department, each relay timed', async ({ people }) => {
  const town = await townOf(people, 'hj-');
  const worker = await town.phone('worker');
  const body = `有很多货物撒落在330国道往金华方向的绿地生态园前公路上，占用了一部分车道。记号 ${unique()}`;
  await worker.page.goto('/field/report');
  await worker.page.getByLabel('发生了什么').fill(body);
  await worker.page.locator('#photos').setInputFiles(await photo('road', 'before'));
  await expect(worker.page.getByRole('progressbar')).toHaveCount(0);
  await worker.page.getByRole('button', { name: '上报', exact: true }).click();
  await worker.page.getByRole('button', { name: '看这一件' }).click();
  await expect(worker.page.locator('.case-body')).toHaveText(body);
  const id = new URL(worker.page.url()).pathname.split('/').at(-1) ?? '';
  const { no } = await worker.call('GET /api/cases/:id', { params: { id } });

  const leader = await town.phone('leader');
  await leader.page.goto(`/field/case/${id}`);
  await moveOnPhone(leader.page, '改类别', { choose: '道路不洁' });
  await moveOnPhone(leader.page, '报指挥室', { note: '占用车道，请指挥室研判' });
  const room = await town.desk('operator');
  await openOnDesk(room.page, no);
  await moveOnDesk(room.page, '交办', { choose: unit, lines: { 所属平台: '平安法治' } });
  const department = await town.phone('handler');
  await department.page.goto(`/field/case/${id}`);
  await moveOnPhone(department.page, '签收');
  await moveOnPhone(department.page, '开始处置');
  await finishOnPhone(department.page, '处置完成', { note: '货物已清走。', photo: await photo('road', 'after') });
  const relays = ['上报', '改类别', '报指挥室', '交办', '签收', '开始处置', '处置完成'];
  if (isDrawn(id)) {
    const checker = await town.phone('checker');
    await checker.page.goto(`/field/case/${id}`);
    await moveOnPhone(checker.page, '核查通过', { photo: await photo('road', 'after') });
    relays.push('核查通过');
  }

  // Each relay stands on the record with its time, in the town's words.
  await room.page.goto(`/desk/cases/${id}`);
  const steps = room.page.getByRole('region', { name: '动态' }).getByRole('listitem');
  for (const [n, words] of relays.entries()) {
    await expect(steps.nth(n)).toContainText(words);
    await expect(steps.nth(n)).toContainText(/\d{1,2}:\d{2}/);
  }
  await checkScreen(room.page);
});
