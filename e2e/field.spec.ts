import { demoPassword } from '#demo/load';
import { checkScreen, checkWidths } from './support/check.ts';
import { moveOnPhone } from './support/moves.ts';
import { expect, test } from './support/people.ts';
import { chooseFromList, homeOf, photo, reportByApi, unique } from './support/report.ts';

const phones = [320, 360, 390, 430];

test('signing in says what is wrong, and out leads back to it', async ({ people }) => {
  const { page } = await people.resident();
  await page.goto('/field/');
  await expect(page.getByRole('heading', { level: 1, name: '格治 · 网格员' })).toBeVisible();
  await checkScreen(page);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByLabel('账号')).toBeFocused();
  await expect(page.getByText('请填账号')).toBeVisible();
  people.expectRefusals();
  await page.getByLabel('账号').fill('worker');
  await page.getByLabel('密码', { exact: true }).fill('not-the-password');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('密码');
  await page.getByLabel('密码', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByText('已联网')).toBeVisible();
  await page.getByRole('link', { name: '我的' }).click();
  await checkScreen(page);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click();
  await expect(page.getByLabel('账号')).toBeVisible();
});

test('every screen is accessible and fits, in large type and in English too', async ({ people }) => {
  test.setTimeout(120_000);
  const home = await homeOf(people);
  const { page, call } = await people.staff('worker', { size: 'phone', at: home.point });
  const { rows } = await call('GET /api/cases', { query: { view: 'mine', limit: 1 } });
  for (const look of ['', '?lang=en'] as const) {
    for (const path of ['', `case/${rows[0]?.id}`, 'report', 'find', 'messages', 'me']) {
      await page.goto(`/field/${path}${look}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('.skeletons')).toHaveCount(0);
      if (look === '') await checkScreen(page);
      await checkWidths(page, phones);
    }
  }
  await page.goto('/field/?lang=zh-CN');
  await page.getByRole('button', { name: /^大字,/ }).click();
  await checkScreen(page);
  for (const path of ['', `case/${rows[0]?.id}`, 'report']) {
    await page.goto(`/field/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await checkWidths(page, phones);
  }
  await page.goto('/field/');
  await page.getByRole('button', { name: /^大字,/ }).click();
});

test('what was done in passing is reported and settled in one breath', async ({ people }) => {
  const home = await homeOf(people);
  const { page, call } = await people.staff('worker', { size: 'phone', at: home.point });
  await page.goto('/field/report');
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('请拍一张照片或写一句话');
  await expect(page.getByText(home.areaName).first()).toBeVisible();
  const body = `楼下垃圾满了没人清，记号 ${unique()}`;
  await page.getByLabel('发生了什么').fill(body);
  await page.getByRole('radio', { name: /垃圾/ }).first().waitFor();
  await expect(async () => {
    const chip = page.getByRole('radio', { name: /垃圾/ }).first();
    if ((await chip.getAttribute('aria-checked')) !== 'true') await chip.click();
    await expect(chip).toBeChecked({ timeout: 500 });
  }).toPass();
  await page.locator('#photos').setInputFiles(await photo('bins', 'before'));
  await page.getByRole('switch', { name: /当场办结/ }).click();
  await page.getByRole('button', { name: '上报并办结' }).click();
  await expect(page.getByRole('alert')).toContainText('当场办结要有一张整改后的照片');
  await checkScreen(page);
  await page
    .locator('input[type=file]')
    .nth(1)
    .setInputFiles(await photo('bins', 'after'));
  await page.getByLabel('怎么办好的').fill('已联系保洁清走。');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.getByRole('button', { name: '上报并办结' }).click();
  await expect(page.getByRole('heading', { name: '报上去，也办好了' })).toBeVisible({ timeout: 30_000 });
  await checkScreen(page);
  await page.getByRole('button', { name: '看这一件' }).click();
  await expect(page.locator('.case-body, .case-head')).toContainText([body]);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const view = await call('GET /api/cases/:id', { params: { id } });
  expect(view.steps.slice(0, 4).map(({ move }) => move)).toEqual(['report', 'accept', 'arrive', 'settle']);
  expect(['handled', 'checked']).toContain(view.state);
});

test('a case is found by its number, and a step can be taken back', async ({ people }) => {
  const home = await homeOf(people);
  const resident = await people.resident();
  const body = `树枝挡了路灯，记号 ${unique()}`;
  const { id, no } = await reportByApi(resident, { body, point: home.point, categoryCode: '05011' });
  const { page } = await people.staff('worker', { size: 'phone', at: home.point });
  await page.goto('/field/find');
  await page.getByLabel('编号、文字或地址').fill(no);
  await page.locator(`a[href="/field/case/${id}"]`).click();
  await expect(page.getByText(no).first()).toBeVisible();
  await moveOnPhone(page, '受理');
  await expect(page.getByText('可以撤销刚才的「受理」')).toBeVisible();
  await page.locator('.notice').getByRole('button', { name: '撤销' }).click();
  await expect(page.getByText('待受理').first()).toBeVisible();
});

test('another is faster: the screen says what happened and keeps what was typed', async ({ people }) => {
  const home = await homeOf(people);
  const resident = await people.resident();
  const { id } = await reportByApi(resident, { body: `下水道返味，记号 ${unique()}`, point: home.point });
  const { page } = await people.staff('worker', { size: 'phone', at: home.point });
  await page.goto(`/field/case/${id}`);
  await expect(page.locator('.page-foot .btn').first()).toBeVisible();
  await page.getByRole('button', { name: '吹哨', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: '吹哨' });
  await sheet.getByRole('textbox', { name: '写一句说明' }).fill('要找排水公司');
  const leader = await people.staff('leader');
  const seen = await leader.call('GET /api/cases/:id', { params: { id } });
  await leader.call('POST /api/cases/:id/moves', {
    params: { id },
    body: { commandId: crypto.randomUUID(), move: 'reject', seq: seen.seq, note: '已由其他渠道办理' },
  });
  await expect(sheet.getByText('现在不能再「吹哨」了')).toBeVisible();
  await expect(sheet.getByRole('textbox', { name: '写一句说明' })).toHaveValue('要找排水公司');
  await checkScreen(page);
});

test('a worker chooses another micro-grid from the list, and its name is said once', async ({ people }) => {
  const home = await homeOf(people);
  const { page } = await people.staff('worker', { size: 'phone', at: home.point });
  await page.goto('/field/report');
  await expect(page.getByText('您自己的网格')).toBeVisible();
  await page.getByRole('button', { name: '调整' }).click();
  const sheet = page.getByRole('dialog', { name: '事情在哪里' });
  const grid = await chooseFromList(sheet);
  await sheet.getByRole('button', { name: '就是这里' }).click();
  await expect(page.getByRole('main').getByText(grid)).toHaveCount(1);
  await expect(page.getByText('您自己的网格')).toHaveCount(0);
});
