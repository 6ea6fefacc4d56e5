// The chapter of the figures of scripts/guide.mjs.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keep, shoot } from './guide-shots.mjs';

const button = (scope, name) => scope.getByRole('button', { name, exact: true });

/** As the leader; the charts stand when their drawing is there. */
export async function figurePages(page, context) {
  await page.goto('/desk/figures');
  await page.locator('.figure-drawing svg').first().waitFor();
  await shoot(page, 'desk-figures');
  await page.goto('/desk/figures?ask=late');
  await page.getByRole('region', { name: '回答' }).getByRole('table').waitFor();
  await shoot(page, 'desk-figures-question');
  await page.goto('/desk/figures?family=city');
  await page
    .getByRole('link', { name: /^返工 / })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('status').waitFor();
  await shoot(page, 'desk-figures-behind');
  await page.goto('/desk/figures?split=unit');
  await button(page, '下载').click();
  await page.getByRole('menuitem', { name: '月报' }).click();
  await page.getByRole('dialog').waitFor();
  await shoot(page, 'desk-figures-report');
  await paper(context);
}

/** The first page of last month's report; drawn by poppler (pdftoppm), without which the picture stays as it is. */
async function paper(context) {
  const today = new Date(Date.now() + 8 * 3600_000);
  const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
  const answer = await context.request.get(`/api/figures/report?month=${month}`);
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-guide-'));
  try {
    writeFileSync(join(folder, 'report.pdf'), await answer.body());
    const drawn = spawnSync('pdftoppm', ['-r', '80', '-f', '1', '-l', '2', '-png', 'report.pdf', 'page'], {
      cwd: folder,
    });
    if (drawn.status !== 0) return process.stdout.write('report: there is no pdftoppm here; the picture stays.\n');
    for (const n of [1, 2]) await keep(`report-${n}`, readFileSync(join(folder, `page-${n}.png`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
