import { checkScreen, checkWidths } from './support/check.ts';
import { expect, test } from './support/people.ts';
import { homeOf, reportByApi, unique } from './support/report.ts';

const csv = (text: string) => ({ name: '2031.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a year is imported, a limit set by filing condition and area class, and the condition named on a case', async ({
  people,
}) => {
  // One way through four screens, two of them looked over by axe.
  test.slow();
  const { page } = await people.staff('sysadmin');
  const words = `现场已围护 ${unique()}`;
  await page.goto('/desk/deadlines');
  await expect(page.getByRole('heading', { name: '时限与日历' })).toBeVisible();
  await page.getByLabel('开始').fill('2026-09-30T10:00');
  await page.getByRole('button', { name: '计算' }).click();
  await expect(page.getByText(/2026-10-01 国庆/)).toBeVisible();

  await page.getByRole('button', { name: '导入年度表' }).click();
  const dialog = page.getByRole('dialog');
  const input = dialog.locator('input[type=file]');
  await input.setInputFiles(csv('日期,种类,名称\n2031-02-30,放假,春节\n'));
  await expect(dialog.getByText('A2', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: '导入' })).toBeDisabled();
  await checkScreen(page);
  await input.setInputFiles(csv('日期,种类,名称\n2031-01-01,放假,元旦\n'));
  await expect(dialog.getByText(/2031 年：新增 \d+ 天/)).toBeVisible();
  await dialog.getByRole('button', { name: '导入' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/2031\.csv/).first()).toBeVisible();

  const limits = page.getByRole('region', { name: '分条件、分区域的时限' });
  await limits.getByRole('combobox', { name: '类别' }).click();
  await page.keyboard.type('供气与供暖');
  await page.locator('.ant-select-tree-node-content-wrapper').filter({ hasText: '供气与供暖' }).click();
  await limits.getByLabel('新立案条件（可空）').fill(words);
  await limits.getByLabel('结案条件').fill('恢复供气');
  await limits.getByLabel('时限', { exact: true }).fill('7');
  await limits.getByRole('button', { name: '添加时限' }).click();
  await expect(limits.getByRole('row').filter({ hasText: words })).toContainText('7 个工作日');
  await checkWidths(page, [1280, 1440]);

  const home = await homeOf(people);
  const resident = await people.resident();
  const body = `${unique()} 暖气不热`;
  const filed = await reportByApi(resident, { body, point: home.point, categoryCode: '07003' });
  const desk = (await people.staff('operator')).page;
  await desk.goto(`/desk/cases/${filed.id}`);
  await desk.getByRole('button', { name: '更多操作' }).click();
  await desk.getByRole('menuitem', { name: '改类别' }).click();
  await desk.locator('#move-category').fill('供气与供暖');
  await desk.locator('.ant-select-tree-node-content-wrapper').filter({ hasText: '供气与供暖' }).click();
  await desk.locator('#move-condition').click();
  await desk.locator('.ant-select-item-option').filter({ hasText: words }).click();
  await checkScreen(desk);
  await desk.getByRole('button', { name: '确认改类别' }).click();
  await expect(desk.getByText('结案条件：恢复供气')).toBeVisible();
});
