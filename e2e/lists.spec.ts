import { buffer } from 'node:stream/consumers';
import type { Locator } from '@playwright/test';
import exceljs from 'exceljs';
import { checkScreen, checkWidths } from './support/check.ts';
import { expect, type Person, test } from './support/people.ts';
import { id, unique } from './support/report.ts';

/** The list as a person has it on disk after a download, with what they change in it. */
async function edited(bytes: Buffer, change: (sheet: exceljs.Worksheet) => void): Promise<Buffer> {
  const book = new exceljs.Workbook();
  // The cast: exceljs declares a Buffer of its own, of an older @types/node.
  await book.xlsx.load(bytes as unknown as exceljs.Buffer);
  const sheet = book.getWorksheet('事项');
  if (!sheet) throw new Error('no sheet 事项');
  change(sheet);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Of what is in force; a draft that an earlier attempt left is thrown away. */
async function listSize(call: Person['call']): Promise<number> {
  const { rows } = await call('GET /api/matters', {});
  const versions = rows.find((one) => one.kind === 'community')?.versions ?? [];
  const params = { kind: 'community' as const };
  if (versions[0]?.publishedAt === null)
    await call('POST /api/matters/:kind/discard', { params, body: { commandId: id() } });
  return versions.find(({ publishedAt }) => publishedAt !== null)?.items ?? 0;
}

/** A press on what is suggested already would take it away. */
async function choose(chip: Locator): Promise<void> {
  await chip.waitFor();
  if ((await chip.getAttribute('aria-checked')) !== 'true') await chip.click();
}

const file = (name: string, content: Buffer) => ({ name, mimeType: 'application/vnd.ms-excel', buffer: content });

test('a list is searched, downloaded, changed, previewed with its faults, published and compared', async ({
  people,
}) => {
  const { page, call } = await people.staff('sysadmin');
  const name = `社区事项 ${unique()}`;
  const items = await listSize(call);
  await page.goto('/desk/matters?kind=community');
  await expect(page.getByText(`共 ${items} 项`)).toBeVisible();
  await page.getByLabel('按代码、名称、单位、依据查找').fill('物业');
  await expect(page.getByText(`共 ${items} 项`)).toBeHidden();
  await checkScreen(page);
  await page.getByRole('table').getByRole('button').first().click();
  await expect(page.getByRole('dialog')).toContainText('结案条件');
  await checkScreen(page);
  await page.keyboard.press('Escape');
  await page.getByLabel('按代码、名称、单位、依据查找').fill('');

  await page.getByRole('button', { name: '下载' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /xlsx/ }).click(),
  ]);
  const bytes = await buffer(await download.createReadStream());
  await page.getByRole('button', { name: '导入' }).click();
  const dialog = page.getByRole('dialog');
  const input = dialog.locator('input[type=file]');
  const wrong = await edited(bytes, (sheet) => {
    sheet.getCell('I3').value = 0;
    sheet.getCell('D4').value = { formula: '1+1', result: 2 };
  });
  await input.setInputFiles(file('wrong.xlsx', wrong));
  await expect(dialog.getByText('事项!D4')).toBeVisible();
  await expect(dialog.getByText('事项!I3')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '放进草稿' })).toBeDisabled();
  await checkScreen(page);
  const right = await edited(bytes, (sheet) => {
    sheet.getCell('D3').value = name;
    sheet.spliceRows(10, 1);
  });
  await input.setInputFiles(file('right.xlsx', right));
  await expect(dialog.getByText(`新增 0 项，改动 1 项，去掉 1 项，不变 ${items - 2} 项`)).toBeVisible();
  await checkScreen(page);
  await dialog.getByRole('button', { name: `放进草稿（${items - 1} 项）` }).click();
  await expect(page.getByText(/正在看第 \d+ 版草稿/)).toBeVisible();
  await expect(page.getByRole('button', { name })).toBeVisible();

  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByLabel('发布说明（依据、文号）').fill('试行一年');
  await checkScreen(page);
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
  await expect(page.locator('.toaster')).toContainText(`已发布，共 ${items - 1} 项`);
  await page.getByRole('button', { name: '比较版本' }).click();
  await expect(page.getByRole('dialog').getByText(name).first()).toBeVisible();
  await checkScreen(page);
  await page.keyboard.press('Escape');
  await checkWidths(page, [1280, 1440, 1920]);
});

test('codes are found and mapped; what does not enter the grids is decided at the desk and told before it is sent', async ({
  people,
}) => {
  const { page } = await people.staff('sysadmin');
  await page.goto('/desk/matters?part=codes');
  await page.getByLabel('按代码、名称查找').fill('占用消防通道');
  await expect(page.getByText('共 1 个代码')).toBeVisible();
  await checkScreen(page);
  await page.getByRole('link', { name: '对应关系' }).click();
  await page.getByLabel('只看没有对应代码的').check();
  await page
    .getByRole('button', { name: /^改对应/ })
    .first()
    .click();
  await page.getByRole('dialog').getByLabel('可以选几个').click();
  await page.keyboard.type('09012');
  await page.keyboard.press('Enter');
  await page.locator('.ant-modal-title').click();
  await checkScreen(page);
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.toaster')).toContainText('对应关系已保存');

  const where = `请拨打公园管理处 ${unique()}`;
  await page.getByRole('link', { name: '事项准入' }).click();
  await expect(page.getByRole('row').filter({ hasText: '12388' })).toContainText('不准入，不受理');
  await page.getByRole('button', { name: '登记决定' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '登记决定' }).click();
  await expect(dialog.getByRole('alert')).toContainText('请选类别');
  await dialog.getByLabel('类别').click();
  await page.keyboard.type('电动车违规');
  await page.locator('.ant-select-tree-node-content-wrapper').filter({ hasText: '电动车违规充电停放' }).click();
  await dialog.getByLabel(/^不准入，仍受理/).check();
  await dialog.getByLabel('该找哪里（中文，居民看到的话）').fill(where);
  await dialog.getByLabel('电话').fill('12319');
  await dialog.getByLabel('决定单位').fill('联席会议');
  await dialog.getByLabel('文号').fill('网联办〔2026〕9 号');
  await checkScreen(page);
  await dialog.getByRole('button', { name: '登记决定' }).click();
  await expect(page.getByRole('row').filter({ hasText: where })).toContainText('现行');
  await checkScreen(page);

  const resident = await people.resident();
  await resident.page.goto('/resident/report');
  const typed = resident.page.locator('#words');
  await typed.fill('楼下有人从窗户拉电线给电动车充电，太危险了');
  await choose(resident.page.getByRole('radio', { name: '电动车违规充电停放' }));
  await expect(resident.page.getByText(where)).toBeVisible();
  await expect(resident.page.getByRole('link', { name: /12319/ })).toHaveAttribute('href', 'tel:12319');
  await expect(resident.page.getByText('也可以照常发送')).toBeVisible();
  const words = '窗口工作人员态度恶劣，推诿扯皮，我要投诉干部作风';
  await typed.fill(words);
  await choose(resident.page.getByRole('radio', { name: /作风/ }));
  await expect(resident.page.getByText('请直接找纪检监察机关')).toBeVisible();
  await checkScreen(resident.page);
  await resident.page.getByRole('button', { name: '提交' }).click();
  await expect(resident.page.getByRole('alert')).toContainText('这类事项不归网格办');
  await expect(typed).toHaveValue(words);
});
