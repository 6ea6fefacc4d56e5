import { answerOnDesk, finishOnPhone, moveOnDesk, moveOnPhone, openOnDesk } from './support/moves.ts';
import { outsideApp } from './support/outside-app.ts';
import { expect, type People, type Person, test } from './support/people.ts';
import { photo, reportOnPhone, unique } from './support/report.ts';
import { idOf, rateSatisfied, resident, seeProgress, townOf, unit } from './support/town.ts';

/* The fifth report's own stories: from a snap app to the rating, and what crosses too much for one department. */

test.describe.configure({ timeout: 180_000 });

/** The administrator connects an app; its key and secret are shown once. */
async function connect({ page }: Person, name: string) {
  await page.goto('/desk/exchange?part=peers');
  await page.getByRole('button', { name: '添加对方系统' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill(name);
  await dialog.getByLabel('名称').press('Enter');
  const shown = dialog.locator('.secret code');
  await expect(shown).toHaveCount(2);
  const [keyId = '', key = ''] = await shown.allTextContents();
  await page.getByRole('button', { name: '已保存好' }).click();
  return outsideApp(new URL(page.url()).origin, { keyId, key });
}

test('Erqi: stalls outside the park come from the snap app, a grid worker of the third level verifies, the reporter rates', async ({
  people,
}) => {
  const town = await townOf(people, '');
  const app = await connect(await town.desk('sysadmin'), `郑好拍 ${unique()}`);
  const senderNo = `ZHP-${unique()}`;
  const { no, id, state } = await app.file({
    senderNo,
    body: `苗圃街路西小游园外面占道经营，希望有关部门协调处理。记号 ${unique()}`,
    categoryCode: '04007',
    place: { point: town.home.point },
  });
  expect(state).toBe('reported');
  const { cursor } = await app.changed(null);

  const room = await town.desk('operator');
  const detail = await openOnDesk(room.page, no);
  await expect(detail).toContainText('上级平台');
  await moveOnDesk(room.page, '受理分析');
  await moveOnDesk(room.page, '派单', { choose: unit });
  // The app asks every minute what is new, and shows it to its reporter.
  await expect.poll(async () => (await app.changed(cursor)).rows.map((row) => row.state)).toEqual(['dispatched']);

  const department = await town.phone('handler');
  await department.page.goto(`/field/case/${id}`);
  await moveOnPhone(department.page, '签收');
  await moveOnPhone(department.page, '开始处置');
  await finishOnPhone(department.page, '处置完成', {
    note: '摊贩已劝离，已设劝导岗。',
    photo: await photo('road', 'after'),
  });
  const leader = await town.phone('leader');
  await leader.page.goto(`/field/case/${id}`);
  await moveOnPhone(leader.page, '核实通过', { photo: await photo('road', 'after') });
  await expect
    .poll(() => app.read(senderNo))
    .toMatchObject({ state: 'checked', result: '摊贩已劝离，已设劝导岗。', updates: ['remark', 'rate', 'contest'] });
  const rated = await app.say(senderNo, { updateNo: '1', kind: 'rate', rating: 'satisfied' });
  expect([rated.state, rated.rating]).toEqual(['closed', 'satisfied']);

  await room.page.goto(`/desk/cases/${id}`);
  const steps = room.page.getByRole('region', { name: '动态' }).getByRole('listitem');
  const relays = ['上报', '受理分析', '派单', '签收', '开始处置', '处置完成', '核实通过', '评价'];
  for (const [n, words] of relays.entries()) await expect(steps.nth(n)).toContainText(words);
  await expect(room.page.locator('#content')).toContainText('已办结');
});

/** Who handles at a department, signed in on the desk: looked up as the room would. */
async function atDepartment(people: People, room: Person, name: string): Promise<Person> {
  const { rows: units } = await room.call('GET /api/units', {});
  const unitId = units.find((one) => one.name === name)?.id ?? '';
  const { rows: posts } = await room.call('GET /api/posts', { query: { unitId, limit: 50 } });
  const holder = posts.find(({ role }) => role === 'departmentHandler')?.holders[0];
  if (!holder) throw new Error(`${name} has nobody who handles`);
  const { rows } = await room.call('GET /api/accounts', { query: { q: holder.name, limit: 50 } });
  const login = rows.find((account) => account.id === holder.accountId)?.login;
  return people.signedIn(login ?? '');
}

test('Erqi: a slope that crosses districts, departments and levels goes to a consultation, one leads and three help', async ({
  people,
}) => {
  const town = await townOf(people, '');
  const { page, outcome, ...who } = await resident(people, town);
  const sent = await reportOnPhone(page, {
    district: town.home.district,
    body: `小区北侧边坡塌了一段，压着水管和电线杆，几家单位都说不归自己管。记号 ${unique()}`,
    photo: await photo('road', 'before'),
  });
  await seeProgress(page);
  const id = await idOf({ page, ...who }, sent);

  const leader = await town.phone('leader');
  await leader.page.goto(`/field/case/${id}`);
  await moveOnPhone(leader.page, '改类别', { choose: '供水管网损坏' });

  // Marked as crossing, a consultation is due by the town's rule.
  const room = await town.desk('operator');
  const detail = await openOnDesk(room.page, sent.no);
  await moveOnDesk(room.page, '受理分析');
  await moveOnDesk(room.page, '标记三跨', { tick: ['跨区域', '跨部门', '跨层级'] });
  await expect(detail).toContainText('按规定应予会商：跨区域、跨部门、跨层级');
  const helpers = ['自来水公司', '供电公司', '应急管理局'];
  const why = '水务、供电都要到场，请定谁牵头';
  await moveOnDesk(room.page, '提请会商', { units: [unit, ...helpers], note: why });
  await expect(outcome).toContainText('情况复杂，正在组织会商');

  const department = await town.desk('handler');
  await department.page.goto('/desk/');
  await answerOnDesk(department.page, sent.no, '协同反馈', '可由本单位牵头');
  const water = await atDepartment(people, room, '自来水公司');
  await water.page.goto('/desk/');
  await answerOnDesk(water.page, sent.no, '协同反馈', '水管由我们更换');
  await expect(detail).toContainText('水管由我们更换');
  await moveOnDesk(room.page, '会商交办', {
    choose: unit,
    units: helpers,
    minutes: '一、先断电封控；二、边坡清理加固；三、水管更换。',
    note: '几个部门一起办，由市政养护中心牵头',
  });
  const ending = detail.getByText(`由${unit}主办`);
  for (const name of helpers) await expect(ending).toContainText(name);

  // One voice to the resident: done only when every helper is.
  const own = await openOnDesk(department.page, sent.no);
  await moveOnDesk(department.page, '签收');
  await moveOnDesk(department.page, '开始处置');
  await expect(own.getByRole('button', { name: '处置完成' })).toHaveCount(0);
  await answerOnDesk(water.page, sent.no, '协同反馈', '水管已更换');
  const power = await atDepartment(people, room, '供电公司');
  await power.page.goto('/desk/tasks');
  await answerOnDesk(power.page, sent.no, '协同反馈', '已断电，电线杆已扶正');
  await moveOnDesk(room.page, '免协同', { note: '险情已排除' });
  await moveOnDesk(department.page, '处置完成', { note: '边坡已清理加固。', photo: await photo('road', 'after') });

  await leader.page.goto(`/field/case/${id}`);
  await moveOnPhone(leader.page, '核实通过', { photo: await photo('road', 'after') });
  await expect(outcome).toContainText('边坡已清理加固。');
  await rateSatisfied(page);
  await expect(outcome).toContainText('已办结');
  await expect(page.locator('body')).not.toContainText(/请定谁牵头|可由本单位牵头|先断电封控|水管已更换|险情已排除/);
});
