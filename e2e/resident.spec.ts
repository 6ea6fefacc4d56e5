import type { Page } from '@playwright/test';
import { checkScreen, checkWidth, checkWidths } from './support/check.ts';
import { expect, type People, test } from './support/people.ts';
import { chooseFromList, homeOf, photo, reportByApi, reportOnPhone, unique } from './support/report.ts';

const phones = [320, 360, 390, 430];

async function home(people: People) {
  const place = await homeOf(people);
  return { place, resident: await people.resident({ at: place.point }) };
}

/** What stands in the browser's own store: no screen says that it has been written. */
function keptDraft(page: Page) {
  return page.evaluate(
    () =>
      new Promise<{ body: string; photos: number } | null>((done) => {
        const opening = indexedDB.open('gezhi resident');
        opening.onsuccess = () => {
          const found = opening.result.transaction('things').objectStore('things').get('draft');
          found.onsuccess = () =>
            done(found.result ? { body: found.result.body, photos: found.result.photos.length } : null);
        };
      }),
  );
}

test('an empty form says what is missing, leads there, and keeps what is typed', async ({ people }) => {
  const { page } = await people.resident();
  await page.goto('/resident/');
  await checkScreen(page);
  await page.getByRole('button', { name: '随手拍 路灯' }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  const summary = page.getByRole('alert').filter({ hasText: '还差一步' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText(['请拍一张照片或写一句话', '请选一个位置']);
  await checkScreen(page);
  await summary.getByRole('link', { name: '请选一个位置' }).click();
  await expect(page.getByRole('button', { name: '选位置' })).toBeFocused();
  await page.getByLabel('发生了什么').fill('楼下的门坏了');
  await expect(summary.getByRole('link')).toHaveText(['请选一个位置']);
  await expect(page.getByLabel('发生了什么')).toHaveValue('楼下的门坏了');
});

test('without location and map a place is found by search and by list, and the report goes', async ({ people }) => {
  const { page } = await people.resident();
  // The map's outlines do not come: nothing may need them.
  await page.route('**/api/public/outlines*', (route) => route.fulfill({ json: { areas: [], lines: [] } }));
  await page.goto('/resident/report');
  await page.getByRole('button', { name: '选位置' }).click();
  const sheet = page.getByRole('dialog', { name: '事情在哪里' });
  const grid = await chooseFromList(sheet);
  await checkScreen(page);
  await sheet.getByRole('button', { name: '就是这里' }).click();
  await expect(page.getByText('收到后由')).toBeVisible();
  await expect(page.getByRole('main').getByText(grid)).toHaveCount(1);
  await page.getByLabel('发生了什么').fill(`楼道灯不亮 ${unique()}`);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('heading', { name: '已收到，谢谢您' })).toBeVisible();
});

test('a place outside the district says so and leads to the list, and the map shows the district', async ({
  people,
}) => {
  people.expectRefusals();
  const { page } = await people.resident({ at: { lon: 87.6, lat: 43.8 } });
  await page.goto('/resident/report');
  await expect(page.getByText('这里不归本地管')).toBeVisible();
  await page.getByRole('button', { name: '调整' }).click();
  const sheet = page.getByRole('dialog', { name: '事情在哪里' });
  await expect(sheet.getByText('这里不归本地管')).toBeVisible();
  await expect(sheet.locator('.map-pick')).toBeVisible();
  await expect(sheet.locator('.skeletons')).toHaveCount(0);
  await expect(sheet.getByRole('button', { name: '就是这里' })).toHaveCount(0);
  await checkScreen(page);
  await checkWidths(page, phones);
  await sheet.getByRole('button', { name: '选小区' }).click();
  await expect(sheet.getByRole('tab', { name: '选小区' })).toHaveAttribute('aria-selected', 'true');
  await expect(sheet.getByText('从哪里找起')).toBeVisible();
});

test('a page that is hidden writes its last words down at once', async ({ people }) => {
  const { page } = await people.resident();
  await page.clock.install();
  await page.goto('/resident/report');
  await expect(page.getByText('请选一个位置')).toBeVisible();
  // From here on no timer fires: a phone may end a hidden page before the pause after the last key is over.
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByLabel('发生了什么').fill('刚写完就切走了');
  expect(await keptDraft(page)).toBeNull();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => keptDraft(page)).toEqual({ body: '刚写完就切走了', photos: 0 });
});

test('a screen that cannot be fetched offline says so and opens on the next try', async ({ people }) => {
  const { page, context } = await people.resident();
  people.expectRefusals();
  // As in WeChat on iOS: no service worker keeps the screens, and this one did not come with the others.
  await page.route(/\/sw\.js$/, (route) => route.abort());
  await page.route(/\/assets\/mine-page/, (route) => route.abort());
  await page.goto('/resident/');
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.getByRole('link', { name: '我的事项' }).click();
  await expect(page.getByText('没有网络，这一页还没有下载到手机上')).toBeVisible();
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByText('还是没有连上网络')).toBeVisible();
  await expect(page.getByText('有新版本')).toHaveCount(0);
  await context.setOffline(false);
  await page.unroute(/\/assets\/mine-page/);
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '我的事项' })).toBeVisible();
});

test('a closed report says once that it is closed', async ({ people }) => {
  const { resident } = await home(people);
  const { page } = resident;
  const { token } = await reportOnPhone(page, { body: `小区门口的灯箱破了 ${unique()}` });
  const track = await resident.call('GET /api/public/track/:token', { params: { token } });
  const words = { zh: '已结案', en: 'Closed' };
  const closed = { ...track, state: 'closed', stateName: words, stateWords: words };
  await page.route(`**/api/public/track/${token}`, (route) => route.fulfill({ json: closed }));
  await page.goto('/resident/mine');
  await expect(page.locator('.report-row').getByText('已结案')).toHaveCount(1);
});

test('a draft with its photo survives a reload and can be started over', async ({ people }) => {
  const { place, resident } = await home(people);
  const { page } = resident;
  await page.goto('/resident/report');
  await expect(page.getByText(place.worker).first()).toBeVisible();
  await page.locator('#photos').setInputFiles(await photo('lamp', 'before'));
  await expect(page.getByRole('button', { name: '删除照片 1' })).toBeVisible();
  await page.getByLabel('发生了什么').fill('写到一半来了电话');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  // It is written down half a second after the last key.
  await expect.poll(() => keptDraft(page)).toEqual({ body: '写到一半来了电话', photos: 1 });
  await page.reload();
  await expect(page.getByText('接着上次没写完的')).toBeVisible();
  await expect(page.getByLabel('发生了什么')).toHaveValue('写到一半来了电话');
  await expect(page.getByRole('button', { name: '删除照片 1' })).toBeVisible();
  await checkScreen(page);
  await page.getByRole('button', { name: '重新开始' }).click();
  await expect(page.getByLabel('发生了什么')).toHaveValue('');
  await expect(page.getByRole('button', { name: '删除照片 1' })).toHaveCount(0);
});

test('who meets what was reported already joins it instead of writing it again', async ({ people }) => {
  const { place, resident } = await home(people);
  const body = `3 号楼门口的路灯不亮，编了个记号 ${unique()}`;
  const other = await people.resident();
  const first = await reportByApi(other, { body, point: place.point, categoryCode: '05003' });
  const { page } = resident;
  await page.goto('/resident/report');
  await page.getByLabel('发生了什么').fill(body);
  const similar = page
    .getByRole('listitem')
    .filter({ hasText: body.slice(0, 12) })
    .first();
  await expect(similar).toContainText(/米外|就在这里/);
  await checkScreen(page);
  await similar.getByRole('button', { name: '我也遇到' }).click();
  await expect(similar.getByRole('button', { name: /已关注/ })).toBeVisible();
  const follow = await other.call('GET /api/public/track/:token', { params: { token: first.token } });
  expect(follow.meToo).toBe(1);
  await similar.getByRole('button', { name: /已关注/ }).click();
  await expect(page.getByText(`编号 ${first.no}`)).toBeVisible();
  await page.goto('/resident/mine');
  await expect(page.getByRole('main').getByText('我也遇到')).toBeVisible();
  await checkScreen(page);
});

test('large type and English fit every screen', async ({ people }) => {
  const { place, resident } = await home(people);
  const { page } = resident;
  const { token } = await reportOnPhone(page, { body: `楼道里的扶手松了 ${unique()}` });
  for (const look of ['large', 'english'] as const) {
    await page.goto(look === 'english' ? '/resident/?lang=en' : '/resident/');
    if (look === 'large') await page.getByRole('button', { name: /换成大字/ }).click();
    else await page.getByRole('button', { name: /^Large,/ }).click();
    for (const path of ['', 'report', 'mine', `track/${token}`, `grid/${place.areaId}`, 'settings']) {
      await page.goto(`/resident/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('.skeletons')).toHaveCount(0);
      await checkScreen(page);
      await checkWidths(page, phones);
    }
    await expect(page.locator('html')).toHaveAttribute('lang', look === 'english' ? 'en' : 'zh-CN');
  }
});

test('who answers here: the notice board of a micro-grid, kept as mine', async ({ people }) => {
  const { place, resident } = await home(people);
  const { page } = resident;
  await page.goto('/resident/grid');
  await page.getByRole('button', { name: '用我现在的位置' }).click();
  await expect(page.getByRole('heading', { level: 2, name: place.areaName })).toBeVisible();
  await expect(page.getByText(place.worker).first()).toBeVisible();
  await checkScreen(page);
  await page.getByRole('button', { name: '设为我的网格' }).click();
  await page.goto('/resident/');
  await expect(page.getByText(place.worker).first()).toBeVisible();
});

test('finding by phone says clearly what was wrong with the phone and with the code', async ({ people }) => {
  const { page } = await people.resident();
  await page.goto('/resident/mine');
  await page.getByRole('button', { name: '用手机号找回' }).click();
  const sheet = page.getByRole('dialog', { name: '用手机号找回上报' });
  await sheet.getByLabel('手机号').fill('1380013');
  await sheet.getByRole('button', { name: '获取验证码' }).click();
  await expect(sheet.getByText('手机号应为 11 位数字，请再看看')).toBeVisible();
  await expect(sheet.getByLabel('手机号')).toHaveAttribute('aria-invalid', 'true');
  await checkScreen(page);
  await sheet.getByLabel('手机号').fill(`199${String(Date.now()).slice(-8)}`);
  await sheet.getByRole('button', { name: '获取验证码' }).click();
  await expect(sheet.getByRole('status')).toContainText('验证码已发到您的手机');
  await sheet.getByLabel('验证码').fill('000000');
  people.expectRefusals();
  await sheet.getByRole('button', { name: '找回', exact: true }).click();
  await expect(sheet.getByLabel('验证码')).toHaveAttribute('aria-invalid', 'true');
  await checkWidth(page);
});

test('without a network the report waits on the phone and leaves by itself', async ({ people }) => {
  const { resident } = await home(people);
  const { page, context } = resident;
  await page.goto('/resident/report');
  await expect(page.getByText('收到后由')).toBeVisible();
  await page.getByLabel('发生了什么').fill(`断网时写的 ${unique()}`);
  await page.waitForLoadState('networkidle');
  people.expectRefusals();
  await context.setOffline(true);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('heading', { name: '已存在本机，等待联网' })).toBeVisible();
  await checkScreen(page);
  await context.setOffline(false);
  await page.getByRole('button', { name: '我的事项' }).click();
  await expect(page.locator('.report-row').first()).toContainText('待受理', { timeout: 20_000 });
});

test('a wrong link and a wrong address say so and lead on', async ({ people }) => {
  const { page } = await people.resident();
  people.expectRefusals();
  await page.goto('/resident/track/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
  await expect(page.getByRole('heading', { name: '没有找到这一件' })).toBeVisible();
  await checkScreen(page);
  await page.goto('/resident/nowhere');
  await expect(page.getByRole('heading', { level: 1, name: '没有这一页' })).toBeVisible();
  await expect(page.getByText('没有这一页')).toHaveCount(1);
  await checkScreen(page);
});
