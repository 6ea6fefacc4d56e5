import { readFile } from 'node:fs/promises';
import { checkScreen, checkWidths } from './support/check.ts';
import { expect, test } from './support/people.ts';

const number = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

test('a leader asks what is overdue and whose, opens the cases behind a figure, and takes the monthly report along', async ({
  people,
}) => {
  const { page, call } = await people.staff('boss');
  await page.goto('/desk/figures');
  await expect(page.getByRole('heading', { name: '数据研判' })).toBeVisible();
  const card = page.getByRole('region', { name: '返工率', exact: true });
  await expect(card).toContainText('返工 ÷ 首次报结');
  await expect(card).toContainText('出处');
  await checkScreen(page);

  // One question, one click; its answer is the API's, and its address opens it again.
  await page.getByRole('link', { name: '现在哪些超期了，是谁的？' }).click();
  const answer = page.getByRole('region', { name: '回答' });
  const ask = { params: { question: 'overdue' as const }, query: {} };
  const told = await call('GET /api/figures/questions/:question', ask);
  await expect(answer).toContainText(told.zh);
  await expect(answer).toContainText('不分时段');
  await checkScreen(page);
  await page.reload();
  await expect(answer).toContainText('超期');
  await page.getByRole('button', { name: '收起回答' }).click();

  // A year up to yesterday, by unit: the number on the card is the number of rows behind it, whoever works on today.
  const whole = await call('GET /api/figures', { query: {} });
  await page.goto(`/desk/figures?split=unit&from=${whole.yearBefore.period.to}&to=${whole.dueTo}`);
  const reported = page.getByRole('link', { name: /^首次报结 / }).first();
  const n = number((await reported.textContent()) ?? '');
  expect(n).toBeGreaterThan(10);
  await reported.click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('status')).toContainText(`共 ${n} 件`);
  await checkScreen(page);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  // By keyboard: a cell of the table, then the case itself.
  await page
    .getByRole('link', { name: /一次办结率 \d/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await drawer.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/desk\/cases\/[0-9a-f-]{36}/);
  await page.goBack();
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await checkWidths(page, [1280, 1440, 1920]);

  await page.getByRole('button', { name: '下载' }).click();
  await page.getByRole('menuitem', { name: '月报' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成并下载' }).click();
  const saved = await file;
  expect(saved.suggestedFilename()).toMatch(/-\d{4}-\d{2}\.pdf$/);
  expect((await readFile(await saved.path())).subarray(0, 5).toString()).toBe('%PDF-');
});

test('posts held by fewer than five people stay hidden, and a family that is not counted so says it', async ({
  people,
}) => {
  const { page, call } = await people.staff('boss');
  // Down to a micro-grid where something was settled on the spot: its one or two workers are told of no kind of post.
  const { yearBefore, period } = await call('GET /api/figures', { query: {} });
  const year = { from: yearBefore.period.to, to: period.to };
  let areaId: string | undefined;
  for (let level = 0; level < 5; level += 1) {
    const query = { ...year, split: 'area' as const, ...(areaId ? { areaId } : {}) };
    const { split } = await call('GET /api/figures', { query });
    areaId = split.find((row) => row.areaId && row.figures.selfHandled.n > 0)?.areaId ?? areaId;
  }
  const query = new URLSearchParams({ family: 'city', split: 'role', ...year, areaId: areaId ?? '' });
  await page.goto(`/desk/figures?${query}`);
  await expect(page.getByText('涉及不足五人，不显示').first()).toBeVisible();
  await checkScreen(page);
  await page.goto('/desk/figures?family=grid&split=role');
  await expect(page.getByText('这一族指标不按岗位统计').first()).toBeVisible();
  await page.goto('/desk/figures?behind=nonsense');
  await expect(page.getByRole('alert')).toContainText('不完整');
  await checkScreen(page);
});

test('whose post reads no figures does not find the page in the menu', async ({ people }) => {
  const { page } = await people.staff('handler');
  await page.goto('/desk/cases');
  await expect(page.getByRole('link', { name: '案件', exact: false }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: '研判' })).toHaveCount(0);
});
