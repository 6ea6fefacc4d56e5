import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** No violation of WCAG 2.2 AA on the screen as it stands, and nothing that has to be scrolled sideways. */
export async function checkScreen(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n  ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join('\n  ')}`,
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
  await checkWidth(page);
}

export async function checkWidth(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), {
      message: `${page.url()} needs no scrolling sideways at ${page.viewportSize()?.width} px`,
    })
    .toBeLessThanOrEqual(0);
}

/** The same screen in every width that the product promises. */
export async function checkWidths(page: Page, widths: readonly number[]): Promise<void> {
  const size = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: size?.height ?? 844 });
    await checkWidth(page);
  }
  if (size) await page.setViewportSize(size);
}
