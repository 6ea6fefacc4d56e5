import { checkScreen, checkWidths } from './support/check.ts';
import { expect, test } from './support/people.ts';

test('the first page leads to the four fronts, in two languages and large type', async ({ people }) => {
  const { page } = await people.resident({ size: 'desk' });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('一张照片，走到办结归档');
  await checkScreen(page);
  await checkWidths(page, [320, 390, 1366, 1440, 1920]);

  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('From one photo to a closed case');
  await page.getByRole('button', { name: 'Large' }).click();
  await expect(page.getByRole('button', { name: 'Large' })).toHaveAttribute('aria-pressed', 'true');
  await page.setViewportSize({ width: 320, height: 640 });
  await checkScreen(page);
  await page.getByRole('button', { name: '中文' }).click();

  for (const [front, title] of [
    ['resident', /.+/],
    ['field', /.+/],
    ['desk', /格治指挥台/],
    ['wall', /.+/],
  ] as const) {
    await page.goto('/');
    await page.locator(`a[href="/${front}/"]`).click();
    await expect(page).toHaveURL(new RegExp(`/${front}/`));
    await expect(page).toHaveTitle(title);
  }
});
