import { checkScreen } from './support/check.ts';
import { finishOnPhone, moveOnDesk, moveOnPhone, openOnDesk } from './support/moves.ts';
import { expect, type Person, test } from './support/people.ts';
import { homeOf, photo, reportByApi, reportOnPhone, unique } from './support/report.ts';

async function stateOf({ call }: Person, token: string): Promise<string> {
  return (await call('GET /api/public/track/:token', { params: { token } })).state;
}

test('a broken lamp goes from a phone through every role to the archive', async ({ people }) => {
  test.setTimeout(150_000);
  const home = await homeOf(people);
  const resident = await people.resident({ at: home.point });
  const worker = await people.staff('worker', { size: 'phone', at: home.point });
  await worker.page.goto('/field/');
  await expect(worker.page.getByText('已联网')).toBeVisible();

  // The resident knows who answers and by when before sending.
  const { page } = resident;
  await page.goto('/resident/report');
  await expect(page.getByText(new RegExp(`收到后由${home.worker}联系您，一般 .+内`))).toBeVisible();
  const body = `路灯灭了看不见，旁边的井盖松动，差点踩空。记号 ${unique()}`;
  const { no, token } = await reportOnPhone(page, {
    body,
    photo: await photo('lamp', 'before'),
    category: '井盖缺损',
    phone: '13800001234',
  });
  await expect(page.getByText(`${home.worker}会联系您，一般`)).toBeVisible();
  await checkScreen(page);
  await page.getByRole('button', { name: '看进展' }).click();
  const outcome = page.locator('.outcome');
  await expect(outcome).toContainText(/已收到.等微网格员受理/);
  await expect(outcome).toContainText(no);
  await checkScreen(page);

  // It reaches the worker of exactly that place, live.
  const { id } = await worker.call('GET /api/public/track/:token', { params: { token } });
  await worker.page.getByRole('button', { name: /件新任务/ }).click();
  const more = worker.page.getByRole('button', { name: '再看后面的' });
  const mine = worker.page.locator(`a[href="/field/case/${id}"]`);
  while (!(await mine.isVisible()) && (await more.isVisible())) await more.click();
  await mine.click();
  await expect(worker.page.locator('.case-body')).toHaveText(body);
  await moveOnPhone(worker.page, '受理');
  await expect(outcome).toContainText('微网格员已受理');
  await moveOnPhone(worker.page, '吹哨', { note: '需要部门专业处置' });
  await expect(outcome).toContainText('已上报上一级协调');

  // The command room dispatches with one key to the unit that is suggested.
  const operator = await people.staff('operator');
  const detail = await openOnDesk(operator.page, no);
  await expect(detail.getByText('市政养护中心').first()).toBeVisible();
  await detail.getByRole('button', { name: '派单' }).waitFor();
  await operator.page.keyboard.press('d');
  await expect(operator.page.locator('.toaster')).toContainText(`${no} 已派给 市政养护中心`);
  await expect(outcome).toContainText('已派给责任部门');

  const handler = await people.staff('handler');
  await openOnDesk(handler.page, no);
  await moveOnDesk(handler.page, '签收');
  await moveOnDesk(handler.page, '开始处置');
  await expect(outcome).toContainText('责任部门正在处置');
  await moveOnDesk(handler.page, '处置完成', {
    note: '井盖已换新并固定，路灯换了灯头。',
    photo: await photo('lamp', 'after'),
  });
  await expect(outcome).toContainText('正由他人到现场核查');

  // Another person looks at it on site.
  const checker = await people.staff('checker', { size: 'phone', at: home.point });
  await checker.page.goto(`/field/case/${id}`);
  await moveOnPhone(checker.page, '核查通过', { photo: await photo('lamp', 'after') });

  // The resident sees the result with both photos, without a reload, and has the last word.
  await expect(page.getByRole('heading', { name: '问题解决了吗？' })).toBeVisible();
  await expect(outcome).toContainText('井盖已换新并固定，路灯换了灯头。');
  await expect(outcome.getByRole('img')).toHaveCount(2);
  await checkScreen(page);
  await page.getByRole('button', { name: '解决了', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: '谢谢您，满意吗？' });
  await sheet.getByRole('radio', { name: '满意', exact: true }).click();
  await checkScreen(page);
  await sheet.getByRole('button', { name: '好了' }).click();
  await expect(page.getByText('您的评价：满意').first()).toBeVisible();
  await expect(outcome).toContainText('已结案');

  // It stays findable, whole, each step sealed with the one before.
  await operator.page.goto(`/desk/cases?tab=all&q=${no}`);
  await expect(operator.page.getByRole('row').filter({ hasText: no })).toContainText('已结案');
  await operator.page.goto(`/desk/cases/${id}`);
  const steps = operator.page.getByRole('region', { name: '动态' }).getByRole('listitem');
  await expect(steps.last()).toContainText('评价 · 满意');
  const view = await operator.call('GET /api/cases/:id', { params: { id } });
  await expect(steps).toHaveCount(view.steps.length);
  expect(view.steps.map(({ move }) => move)).toEqual([
    'report',
    'accept',
    'whistle',
    'dispatch',
    'acknowledge',
    'begin',
    'handle',
    'pass',
    'rate',
  ]);
  expect(new Set(view.steps.map(({ hash }) => hash)).size).toBe(view.steps.length);
  const [handled, passed] = [view.steps[6], view.steps[7]];
  expect(handled?.by).not.toBe(passed?.by);
  await checkScreen(operator.page);
});

test('a worker settles on the spot; "not solved" reaches another person', async ({ people }) => {
  test.setTimeout(150_000);
  const home = await homeOf(people);
  const resident = await people.resident({ at: home.point });
  const body = `单元门口堆了纸箱，记号 ${unique()}`;
  // Low risk: a hash of the id decides whether somebody checks, so this id is one that nobody draws.
  const { id, no, token } = await reportByApi(resident, {
    body,
    point: home.point,
    categoryCode: '04005',
    drawn: false,
  });
  const { page } = resident;
  await page.goto(`/resident/track/${token}`);
  const outcome = page.locator('.outcome');
  await expect(outcome).toContainText(no);

  const worker = await people.staff('worker', { size: 'phone', at: home.point });
  await worker.page.goto(`/field/case/${id}`);
  await moveOnPhone(worker.page, '受理');
  await moveOnPhone(worker.page, '我已到场');
  const arrive = worker.page.getByRole('dialog', { name: '我已到场' });
  await expect(arrive).toContainText('已经到了');
  await arrive.getByRole('button', { name: '确认到场' }).click();
  await expect(outcome).toContainText('微网格员正在现场处置');
  await finishOnPhone(worker.page, '当场办结', {
    note: '已请物业清走，楼道通了。',
    photo: await photo('stairs', 'after'),
  });
  await expect(outcome).toContainText('已请物业清走，楼道通了。');
  expect(await stateOf(resident, token)).toBe('checked');

  await page.getByRole('button', { name: '没解决，重新办' }).click();
  const sheet = page.getByRole('dialog', { name: '哪里没解决？' });
  await sheet.getByRole('button', { name: '请重新办' }).click();
  await expect(sheet.getByText('请写一句话')).toBeVisible();
  await sheet.getByLabel('说一句哪里还不对').fill('第二天又堆回来了');
  await sheet.getByRole('button', { name: '请重新办' }).click();
  await expect(outcome).toContainText('已转给另一位同志重新核实');

  // Not back to the worker who settled it.
  const operator = await people.staff('operator');
  const contested = await operator.call('GET /api/cases/:id', { params: { id } });
  expect(contested.state).toBe('contested');
  expect(contested.ownerPostId).not.toBe(home.postId);
  await operator.page.goto(`/desk/checks?state=contested&id=${id}`);
  await expect(operator.page.getByRole('region', { name: '居民说没解决' })).toContainText('第二天又堆回来了');
  await checkScreen(operator.page);
  await moveOnDesk(operator.page, '重新办理', { note: '情况属实，请继续盯住。' });
  await expect(outcome).toContainText('微网格员已受理');
});
