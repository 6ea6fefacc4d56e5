import type { Page } from '@playwright/test';
import { demoPassword } from '#demo/load';
import { checkScreen, checkWidth } from './support/check.ts';
import { expect, type Person, test } from './support/people.ts';
import { homeOf, reportByApi, unique } from './support/report.ts';

const whole = (text: string | null) => Number((text ?? '').replace(/[^\d-]/g, ''));

async function big(page: Page, name: string): Promise<number> {
  return whole(await page.locator('.big', { hasText: name }).locator('.big-n').textContent());
}

/** The four numbers of the screen beside those that the API gives at the same moment. */
async function numbers({ page, call }: Person) {
  const areaId = new URL(page.url()).searchParams.get('area') ?? undefined;
  const { today } = await call('GET /api/insight/wall', { query: areaId ? { areaId } : {} });
  const shown = [await big(page, '新增'), await big(page, '在办'), await big(page, '结案'), await big(page, '超期')];
  return { shown, told: [today.reported, today.open, today.closed, today.overdue] };
}

async function sameNumbers(person: Person): Promise<void> {
  await expect
    .poll(async () => {
      const { shown, told } = await numbers(person);
      return shown.map((n, i) => n - (told[i] ?? 0));
    })
    .toEqual([0, 0, 0, 0]);
}

test('the wall asks for a sign-in, refuses politely, and shows one whole screen', async ({ people }) => {
  const { page } = await people.resident({ size: 'wall' });
  await page.goto('/wall/');
  await expect(page.getByRole('heading', { name: '登录大屏' })).toBeVisible();
  await checkScreen(page);
  people.expectRefusals();
  await page.getByLabel('账号').fill('boss');
  await page.getByLabel('密码').fill('not-the-password');
  await page.getByRole('button', { name: '进入' }).click();
  await expect(page.getByRole('alert')).toContainText('密码');
  await page.getByLabel('密码').fill(demoPassword);
  await page.getByRole('button', { name: '进入' }).click();
  await expect(page.getByRole('heading', { name: '实时动态' })).toBeVisible();
  const spare = await page.evaluate(() => [
    document.documentElement.scrollHeight - innerHeight,
    document.documentElement.scrollWidth - innerWidth,
  ]);
  expect(spare, 'nothing to scroll at 1920 x 1080').toEqual([0, 0]);
  await checkScreen(page);
  await page.getByRole('button', { name: '列表', exact: true }).click();
  await checkScreen(page);
});

test('whose post has no right to the wall is told so', async ({ people }) => {
  const { page } = await people.staff('worker', { size: 'wall' });
  await page.goto('/wall/');
  await expect(page.getByRole('alert')).toContainText('您的岗位不看大屏');
  await checkScreen(page);
});

test('the numbers are those of the API, and a report arrives within two seconds', async ({ people }) => {
  const home = await homeOf(people);
  const boss = await people.staff('boss', { size: 'wall' });
  const { page } = boss;
  await page.goto('/wall/');
  await expect(page.getByText('实时', { exact: true })).toBeVisible();
  await sameNumbers(boss);

  const before = await big(page, '新增');
  const resident = await people.resident();
  const body = `墙上也要看见的一件 ${unique()}`;
  const reported = await reportByApi(resident, { body, point: home.point, categoryCode: '05003' });
  await expect(page.locator(`a[href="/desk/cases/${reported.id}"]`)).toBeVisible({ timeout: 2000 });
  await expect.poll(() => big(page, '新增')).toBeGreaterThan(before);
  await sameNumbers(boss);
  for (const width of [1366, 1440, 1920]) {
    await page.setViewportSize({ width, height: Math.round((width * 9) / 16) });
    await checkWidth(page);
  }
});

test('a press on a place goes down to it, and back up', async ({ people }) => {
  const boss = await people.staff('boss', { size: 'wall' });
  const { page, call } = boss;
  await page.goto('/wall/');
  await page.getByRole('button', { name: '列表', exact: true }).click();
  const { children } = await call('GET /api/insight/wall', { query: {} });
  const child = [...children].sort((one, two) => two.reported30 - one.reported30)[0];
  if (!child) throw new Error('the demo has no places');
  const list = page.getByRole('dialog');
  await list.getByRole('button', { name: child.name }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(child.name);
  await sameNumbers(boss);
  await checkScreen(page);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText(child.name);
});
