import { readFile } from 'node:fs/promises';
import { demoPassword } from '#demo/load';
import { checkScreen, checkWidth, checkWidths } from './support/check.ts';
import { openOnDesk } from './support/moves.ts';
import { expect, test } from './support/people.ts';
import { homeOf, reportByApi, unique } from './support/report.ts';

test('the desk asks for a sign-in and says what is wrong', async ({ people }) => {
  const { page } = await people.resident({ size: 'desk' });
  await page.goto('/desk/');
  await expect(page.getByRole('heading', { name: '登录指挥台' })).toBeVisible();
  await checkScreen(page);
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await expect(page.getByRole('alert')).toContainText('请填写账号和密码');
  people.expectRefusals();
  await page.getByLabel('账号').fill('operator');
  await page.getByLabel('密码', { exact: true }).fill('not-the-password');
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await expect(page.getByRole('alert')).toContainText('密码');
  await page.getByLabel('密码', { exact: true }).fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: '案件列表' })).toBeVisible();
  await page.getByRole('button', { name: /的账号$/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(page.getByRole('heading', { name: '登录指挥台' })).toBeVisible();
});

test('triage by keyboard: J and K move, D dispatches, Z takes it back, ? tells the keys', async ({ people }) => {
  const home = await homeOf(people);
  const resident = await people.resident();
  const word = unique();
  for (const n of [1, 2, 3]) {
    await reportByApi(resident, { body: `${word} 第 ${n} 处井盖松动`, point: home.point, categoryCode: '05001' });
  }
  const { page } = await people.staff('operator');
  await page.goto(`/desk/cases?q=${word}&sort=oldest`);
  const rows = page.getByRole('grid', { name: '案件列表' }).locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(rows.nth(1)).toBeFocused();
  const detail = page.locator('.center-detail');
  await expect(detail).toContainText('第 2 处井盖松动');
  await expect(detail.getByText('市政养护中心').first()).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.locator('.toaster')).toContainText('已派给 市政养护中心');
  await expect(rows.nth(1)).toContainText('已派遣');
  await page.keyboard.press('z');
  await expect(rows.nth(1)).toContainText('待受理');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog')).toContainText('撤销刚才的操作');
  await checkScreen(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('已选 2 件')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/desk\/cases\/[0-9a-f-]{36}/);
  await page.goBack();
  await expect(rows).toHaveCount(3);
});

test('the filter is the address; the palette finds cases, people and pages', async ({ people }) => {
  const home = await homeOf(people);
  const resident = await people.resident();
  const word = unique();
  const { no } = await reportByApi(resident, { body: `${word} 占道经营`, point: home.point, categoryCode: '04007' });
  const { page } = await people.staff('operator');
  await page.goto('/desk/cases');
  await page.getByRole('button', { name: /^待研判/ }).click();
  await expect(page).toHaveURL(/tab=triage/);
  await page.keyboard.press('/');
  await page.getByLabel('文字或编号').fill(word);
  await expect(page).toHaveURL(new RegExp(`q=${word}`));
  await expect(page.getByRole('grid', { name: '案件列表' }).locator('tbody tr')).toHaveCount(1);
  await checkScreen(page);
  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: no })).toBeVisible();

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: '搜索与跳转' });
  await palette.fill(no);
  await expect(page.getByRole('option').filter({ hasText: no })).toBeVisible();
  await checkScreen(page);
  await palette.fill(home.worker);
  await expect(page.getByRole('option').filter({ hasText: home.worker }).first()).toBeVisible();
  await palette.fill('目录');
  await page.getByRole('option').filter({ hasText: '事项目录' }).first().click();
  await expect(page).toHaveURL(/\/desk\/catalogue/);
});

test('an export is confirmed, holds what was filtered, and is safe to open', async ({ people }) => {
  const home = await homeOf(people);
  const resident = await people.resident();
  const word = unique();
  const { no } = await reportByApi(resident, { body: `=1+1 ${word} 乱堆杂物`, point: home.point });
  const { page } = await people.staff('operator');
  await page.goto(`/desk/cases?tab=all&q=${word}`);
  await expect(page.getByRole('row').filter({ hasText: no })).toBeVisible();
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: '导出 CSV' }).click();
  const modal = page.getByRole('dialog');
  await expect(modal).toContainText('审计日志');
  const coming = page.waitForEvent('download');
  await modal.getByRole('button', { name: /导\s*出/ }).click();
  const text = await readFile(await (await coming).path(), 'utf8');
  expect(text).toContain(no);
  expect(text.split('\n').filter((line) => line.trim() !== '')).toHaveLength(2);
  expect(text, 'a spreadsheet must not read it as a formula').not.toMatch(/(^|,)"?=1\+1/m);
});

test('a call is registered: who will answer, what is similar, then its number', async ({ people }) => {
  const home = await homeOf(people);
  const { page } = await people.staff('operator');
  await page.goto('/desk/register');
  await checkScreen(page);
  await page.getByRole('button', { name: /^登\s*记$/ }).click();
  await expect(page.getByText('请写一句内容')).toBeVisible();
  const word = unique();
  await page.locator('#reg-body').fill(`来电反映 ${word} 楼道灯不亮`);
  const area = page.getByLabel('或直接选微网格');
  await area.click();
  await area.fill(home.areaName);
  await page.locator('.ant-select-tree-node-content-wrapper').filter({ hasText: home.areaName }).first().click();
  await expect(page.getByText('将由谁办')).toBeVisible();
  await expect(page.getByText(/小时内受理/)).toBeVisible();
  await page.getByRole('button', { name: /^登\s*记$/ }).click();
  await expect(page.getByText(/已登记 /).first()).toBeVisible();
  await checkScreen(page);
});

test('whose post may not do it has no button for it', async ({ people }) => {
  const home = await homeOf(people);
  const resident = await people.resident();
  const { no } = await reportByApi(resident, { body: `只看不办 ${unique()}`, point: home.point });
  const boss = await people.staff('boss');
  const detail = await openOnDesk(boss.page, no);
  const offered = detail.getByRole('region', { name: '可办理的操作' }).getByRole('button');
  await expect(offered).toHaveText(['督办']);
  await expect(boss.page.getByRole('navigation', { name: '功能' }).getByRole('link', { name: '账号' })).toHaveCount(0);
});

const pages: Readonly<Record<string, readonly { path: string; shows: string | RegExp }[]>> = {
  operator: [
    { path: 'cases', shows: '剩余时限' },
    { path: 'map', shows: '选中的案件' },
    { path: 'returned', shows: /退回/ },
  ],
  checker: [{ path: 'checks', shows: '待核查' }],
  sysadmin: [
    { path: 'areas', shows: '导入网格' },
    { path: 'posts', shows: '岗位' },
    { path: 'posts?units=true', shows: '市政养护中心' },
    { path: 'accounts?q=worker', shows: 'worker' },
    { path: 'catalogue', shows: '公共设施' },
    { path: 'messages', shows: '卡住' },
    { path: 'settings', shows: '服务' },
  ],
  secadmin: [{ path: 'accounts?q=worker', shows: 'worker' }],
  audit: [{ path: 'audit', shows: '只增不改' }],
};

for (const [login, own] of Object.entries(pages)) {
  test(`the pages of ${login} open, accessible, at each width`, async ({ people }) => {
    const { page } = await people.staff(login);
    for (const { path, shows } of own) {
      await page.goto(`/desk/${path}`);
      await expect(page.getByText(shows).first()).toBeVisible();
      await expect(page.locator('.ant-spin-spinning, .row-skeleton')).toHaveCount(0);
      await checkScreen(page);
      await checkWidths(page, [1366, 1920]);
    }
  });
}

test('the desk in English', async ({ people }) => {
  const { page } = await people.staff('operator');
  await page.goto('/desk/cases?lang=en');
  await expect(page.getByRole('grid', { name: 'List of cases' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Functions' })).toContainText('Catalogue');
  await checkScreen(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await checkWidth(page);
});
