import { checkScreen, checkWidths } from './support/check.ts';
import { openOnDesk } from './support/moves.ts';
import { expect, test } from './support/people.ts';
import { homeOf, reportByApi, unique } from './support/report.ts';

test('the administrator writes a rule, tries it, sees what it would change and publishes it; the next case follows it', async ({
  people,
}) => {
  const word = `雨棚${unique()}`;
  const name = `雨棚松动 ${unique()}`;
  const home = await homeOf(people);
  const resident = await people.resident();
  const { page } = await people.staff('sysadmin');
  await page.goto('/desk/routing');
  await expect(page.getByRole('heading', { name: '分派规则' })).toBeVisible();
  await checkScreen(page);

  await page.getByRole('button', { name: '添加规则' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill(name);
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(dialog.getByRole('alert')).toContainText('请至少加一个条件');
  await dialog.getByRole('button', { name: '添加条件' }).click();
  await dialog.getByRole('combobox', { name: '条件 1', exact: true }).click();
  await page.getByTitle('文字中有').click();
  await dialog.getByLabel('取值').fill(word);
  await page.keyboard.press('Enter');
  await dialog.getByLabel('责任单位').click();
  await page.getByTitle(/^住建局/).click();
  await checkScreen(page);
  await dialog.getByRole('button', { name: '确定' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText(`文字中有：${word}`);
  const place = Number(await row.locator('.num').first().textContent());
  await page.getByRole('button', { name: `上移 ${name}` }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(row.locator('.num').first()).toHaveText(String(place - 1));
  await expect(page.getByRole('button', { name: `上移 ${name}` })).toBeFocused();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.locator('.toaster')).toContainText('草稿已保存');

  await page.getByRole('link', { name: '试一件' }).click();
  await page.getByLabel('标题和描述').fill(`${word}要掉下来了`);
  await page.getByLabel('微网格').fill(home.areaName);
  await page.locator('.ant-select-tree-title', { hasText: home.areaName }).first().click();
  await page.getByRole('button', { name: '看结果' }).click();
  await expect(page.getByText(`「${name}」接住`)).toBeVisible();
  await checkScreen(page);
  await page.getByRole('link', { name: '试跑' }).click();
  await page.getByRole('button', { name: '试跑' }).click();
  await expect(page.getByText('没有一件会改变。')).toBeVisible();
  await checkScreen(page);

  await page.getByRole('link', { name: '版本与差异' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('新增');
  await page.getByRole('link', { name: '规则', exact: true }).click();
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByRole('dialog').getByLabel('发布说明').fill('雨棚归住建');
  await page.keyboard.press('Enter');
  await expect(page.locator('.toaster')).toContainText('已发布第');
  await page.getByRole('link', { name: '告警' }).click();
  await expect(page.getByText('没有告警')).toBeVisible();
  await checkWidths(page, [1280, 1440]);

  const { no } = await reportByApi(resident, { body: `${word}被风吹松了`, point: home.point });
  const operator = await people.staff('operator');
  const detail = await openOnDesk(operator.page, no);
  await expect(detail).toContainText(`分派规则：${name}`);
  await operator.page.goto('/desk/routing');
  await expect(operator.page.getByText('您可以查看和试跑')).toBeVisible();
  await expect(operator.page.getByRole('button', { name: '添加规则' })).toHaveCount(0);
});
