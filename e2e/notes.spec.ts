import { checkScreen, checkWidths } from './support/check.ts';
import { expect, test } from './support/people.ts';
import { homeOf, unique } from './support/report.ts';

test('a note is written without a network, brought later, and becomes a report with its words', async ({ people }) => {
  const word = unique();
  const home = await homeOf(people);
  const { page, context } = await people.staff('worker', { size: 'phone', at: home.point });
  await page.goto('/field/me');
  await page.getByRole('button', { name: '随手记' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '随手记' })).toBeVisible();
  await checkScreen(page);
  people.expectRefusals();
  await context.setOffline(true);
  await page.getByRole('textbox', { name: '记一句' }).fill(`井盖松了 ${word}`);
  await page.getByRole('button', { name: '记下这里的位置' }).click();
  await expect(page.getByText('已带上位置')).toBeVisible();
  await page.getByRole('button', { name: '记下', exact: true }).click();
  const note = page.locator('.card').filter({ hasText: word });
  await expect(note).toContainText('待同步');
  await context.setOffline(false);
  await expect(note).toContainText('已同步');
  await checkScreen(page);
  await checkWidths(page, [320, 390]);

  await note.getByRole('button', { name: '变成上报' }).click();
  await expect(page.getByLabel('发生了什么')).toHaveValue(`井盖松了 ${word}`);
  await page.getByRole('button', { name: '上报', exact: true }).click();
  await expect(page.locator('.sent-no b')).toBeVisible();
  const no = (await page.locator('.sent-no b').textContent()) ?? '';
  await page.goto('/field/notes');
  await expect(page.locator('.card').filter({ hasText: word })).toContainText(no);
});
