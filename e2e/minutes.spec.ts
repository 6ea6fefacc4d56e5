import { checkScreen, checkWidths } from './support/check.ts';
import { openOnDesk } from './support/moves.ts';
import { expect, test } from './support/people.ts';
import { homeOf, unique } from './support/report.ts';

test('minutes are split into lines; one becomes a case, one is done, and the ledger shows both', async ({ people }) => {
  const word = unique();
  const home = await homeOf(people);
  const { page } = await people.staff('operator');
  await page.goto('/desk/minutes?part=write');
  await expect(page.getByRole('heading', { name: '会议纪要' })).toBeVisible();
  await page.getByRole('button', { name: '保存纪要' }).click();
  await expect(page.getByRole('alert')).toContainText('请填写会议名称');
  await page.getByLabel('会议名称').fill(`协商会 ${word}`);
  await page.getByLabel('网格', { exact: true }).fill(home.areaName);
  await page.locator('.ant-select-tree-title', { hasText: home.areaName }).first().click();
  await page
    .getByLabel('纪要原文')
    .fill(
      `会议议定以下事项：\n1、${word} 3号楼北侧路灯不亮，由网格长负责联系修复，三天内完成。\n2、${word} 楼道堆物清理，物业公司牵头。`,
    );
  await page.getByRole('button', { name: '拆成事项' }).click();
  await expect(page.getByRole('group', { name: '第 2 项' }).getByLabel('由谁办')).toHaveValue('物业公司');
  await checkScreen(page);
  await page.getByRole('button', { name: '保存纪要' }).click();
  await expect(page.getByRole('heading', { name: `协商会 ${word}` })).toBeVisible();
  await checkScreen(page);

  await page.getByRole('region', { name: '第 2 项' }).getByRole('button', { name: /^跟进/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '办结' }).check();
  await dialog.getByLabel('说明').fill('物业已清理');
  await dialog.getByRole('button', { name: '办结' }).click();
  await expect(page.getByRole('region', { name: '第 2 项' })).toContainText('已办结');

  await page.getByRole('region', { name: '第 1 项' }).getByRole('button', { name: '登记为案件' }).click();
  await dialog.getByLabel('在哪个微网格').fill(home.areaName);
  await page.locator('.ant-select-tree-title', { hasText: home.areaName }).first().click();
  await checkScreen(page);
  await dialog.getByRole('button', { name: '登记为案件' }).click();
  await expect(page.locator('.toaster')).toContainText('已登记');
  const no =
    /[A-Z]+-\d{6}-\d+/.exec((await page.getByRole('region', { name: '第 1 项' }).textContent()) ?? '')?.[0] ?? '';
  await page.goto('/desk/minutes');
  await expect(page.getByRole('row').filter({ hasText: word })).toContainText(no);
  await checkWidths(page, [1280, 1440]);
  await page.getByRole('link', { name: '已办' }).click();
  await expect(page.getByRole('row').filter({ hasText: word })).toContainText('物业已清理');
  await expect(await openOnDesk(page, no)).toContainText(word);
});
