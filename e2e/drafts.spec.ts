import { buffer } from 'node:stream/consumers';
import { writeXlsx } from '#kernel/write-xlsx';
import { checkScreen, checkWidths } from './support/check.ts';
import { openOnDesk } from './support/moves.ts';
import { expect, test } from './support/people.ts';
import { homeOf, photo, unique } from './support/report.ts';

test('a pasted chat becomes drafts; one is confirmed for its reporter, one merged, one dropped, and nothing else is kept', async ({
  people,
}) => {
  const word = unique();
  const home = await homeOf(people);
  const { page } = await people.staff('operator');
  await page.goto('/desk/drafts');
  await expect(page.getByRole('heading', { name: '线索成案' })).toBeVisible();
  await page.getByRole('button', { name: '拆成草稿' }).click();
  await expect(page.getByRole('alert')).toContainText('请先粘贴');
  await checkScreen(page);
  await page
    .getByLabel('聊天记录')
    .fill(
      `王芳 2026/11/20 08:30\n1号楼门口路灯坏了不亮 ${word}\n[图片]\n李叔 2026/11/20 09:10\n2号楼的下水道又堵了，污水漫出来\n赵姐 2026/11/20 10:30\n5号楼门口垃圾堆满了很臭\n物业：收到`,
    );
  await page.getByRole('button', { name: '拆成草稿' }).click();
  const drafts = page.getByRole('list', { name: '草稿' }).getByRole('listitem');
  // The first split of a process reads the dictionary.
  await expect(drafts).toHaveCount(3, { timeout: 40_000 });
  await checkScreen(page);

  await page.keyboard.press('Enter');
  await expect(page.getByText('还没有地点')).toBeVisible();
  await page.getByLabel('或直接选微网格').fill(home.areaName);
  await page.locator('.ant-select-tree-title', { hasText: home.areaName }).first().click();
  await page.getByRole('button', { name: '填入「王芳」' }).click();
  await page.getByRole('button', { name: '确认，登记为案件' }).click();
  await expect(page.getByText('请先征得本人同意')).toBeVisible();
  await page.getByRole('checkbox', { name: '本人同意' }).check();
  await page.locator('input[type=file]').setInputFiles(await photo('lamp', 'before'));
  await expect(page.getByRole('button', { name: '去掉照片 1' })).toBeVisible();
  await expect(page.locator('.photo-label')).toHaveCount(0);
  await page.getByRole('button', { name: '确认，登记为案件' }).click();
  await expect(page.locator('.toaster')).toContainText('已登记');
  // Four digits: the text of the matter follows without a gap.
  const no = /[A-Z]+-\d{6}-\d{4}/.exec((await drafts.first().textContent()) ?? '')?.[0] ?? '';

  await expect(drafts.nth(1).getByRole('button')).toHaveAttribute('aria-current', 'true');
  await page.getByRole('heading', { name: '原话' }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await expect(drafts).toHaveCount(2);
  await expect(drafts.nth(1)).toContainText('垃圾堆满了');
  await page.keyboard.press('x');
  await expect(page.getByText('登记 1 件，并入 0 件，丢弃 1 件')).toBeVisible();
  await checkWidths(page, [1280, 1440]);
  const detail = await openOnDesk(page, no);
  await expect(detail).toContainText(word);
  await expect(detail).toContainText('王*');
});

const headings = ['事项描述', '地点', '微网格', '类别', '反映人', '反映人电话', '发现时间'];
const asFile = (buffer: Buffer) => ({ name: '线索.xlsx', mimeType: 'application/octet-stream', buffer });

test('a table is checked cell by cell, and its sound rows are filed', async ({ people }) => {
  const word = unique();
  const { areaId } = await homeOf(people);
  const { page, call } = await people.staff('operator');
  const { area } = await call('GET /api/areas/:id', { params: { id: areaId } });
  await page.goto('/desk/drafts?part=table');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载空表' }).click();
  const path = await (await download).path();
  people.expectRefusals();
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByRole('alert')).toContainText('没有内容');
  const rows = [
    [`广场路灯不亮三天了 ${word}`, '广场东侧', area.code, '', '', '', ''],
    ['坏', '', area.code, '', '', '', ''],
  ];
  const columns = headings.map((heading) => ({ heading, width: 12 }));
  const book = await buffer(await writeXlsx([{ name: '线索', columns, rows }]));
  await page.locator('input[type=file]').setInputFiles(asFile(book));
  await expect(page.getByText('2 行 · 1 行可以登记 · 1 行有问题')).toBeVisible();
  await expect(page.getByRole('list', { name: '问题' })).toContainText('线索!A3');
  await checkScreen(page);
  await page.getByRole('button', { name: '登记 1 行' }).click();
  await expect(page.getByText('登记了 1 行，1 行没有登记')).toBeVisible();
  await page.getByRole('link', { name: /^已登记/ }).click();
  await expect(page.getByText(word).first()).toBeVisible();
});
