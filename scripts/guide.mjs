// Draws the pictures of docs/guide and docs/images anew from a running server with the demo:
// `npx node scripts/guide.mjs [URL]` (http://127.0.0.1:8080). It files cases of its own and moves them along.
// With names after the address only those chapters: `npx node scripts/guide.mjs URL desk wall`.
import { chromium } from '@playwright/test';
import { chromiumPath, launchArguments } from './browser.mjs';
import { adminPages } from './lib/guide-admin.mjs';
import { figurePages } from './lib/guide-figures.mjs';
import { flowPages } from './lib/guide-flows.mjs';
import { partRulesPage, partsPages } from './lib/guide-parts.mjs';
import { addPhoto, caller, moveToCheck, password, shoot } from './lib/guide-shots.mjs';

const [baseURL = 'http://127.0.0.1:8080', ...wanted] = process.argv.slice(2);
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const desk = { viewport: { width: 1440, height: 900 } };
const wall = { viewport: { width: 1920, height: 1080 } };

async function homeOfWorker() {
  const worker = await caller(baseURL, 'worker');
  const read = async (id) => (await worker.call('GET', `/api/areas/${id}`)).area;
  const area = await read(worker.me.posts[0].areaId);
  const { parentId: communityId } = await read(area.parentId);
  await worker.end();
  return { communityId, areaId: area.id, areaName: area.name, point: { lon: area.lon, lat: area.lat } };
}

const home = await homeOfWorker();
const near = (metres) => ({ lon: home.point.lon + metres / 90_000, lat: home.point.lat + metres / 111_000 });

async function open(browser, size, login) {
  const context = await browser.newContext({
    ...size,
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    permissions: ['geolocation'],
    geolocation: { longitude: home.point.lon, latitude: home.point.lat, accuracy: 8 },
  });
  if (login) await context.request.post('/api/session', { data: { login, password } });
  return { page: await context.newPage(), context };
}

const button = (scope, name) => scope.getByRole('button', { name, exact: true });

async function residentChapter(browser) {
  const { page, context } = await open(browser, phone);
  await page.goto('/resident/');
  await shoot(page, 'resident-home');
  await page.goto('/resident/report');
  await addPhoto(page, 'lamp', 'before', page.locator('#photos'));
  await page.getByLabel('发生了什么').fill('楼下路灯灭了三天，旁边的井盖也松了，晚上看不见。');
  await page.getByRole('radio', { name: '井盖缺损' }).waitFor();
  const chip = page.getByRole('radio', { name: '井盖缺损' });
  if ((await chip.getAttribute('aria-checked')) !== 'true') await chip.click();
  await shoot(page, 'resident-report', 'resident');
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await shoot(page, 'resident-report-more');
  await button(page, '调整').click();
  await shoot(page, 'resident-place');
  await page.getByRole('tab', { name: '选小区' }).click();
  await shoot(page, 'resident-place-list');
  await button(page, '就是这里').click();
  await page.getByRole('button', { name: '留个电话（选填）' }).click();
  const contact = page.getByRole('dialog', { name: '怎么联系您' });
  await contact.getByLabel('手机号').fill('13800001234');
  await shoot(page, 'resident-contact');
  await button(contact, '好了').click();
  await button(page, '提交').click();
  await page.getByRole('heading', { name: '已收到，谢谢您' }).waitFor();
  await shoot(page, 'resident-sent');
  const token = new URL(page.url()).pathname.split('/').at(-1);
  const id = await moveToCheck(baseURL, token, home.point);
  await page.goto(`/resident/track/${token}`);
  await page.getByRole('heading', { name: '问题解决了吗？' }).waitFor();
  await shoot(page, 'resident-progress');
  await page.locator('.outcome').getByRole('img').first().waitFor();
  await button(page, '没解决，重新办').click();
  await shoot(page, 'resident-contest');
  await page.keyboard.press('Escape');
  await button(page, '解决了').click();
  await page.getByRole('dialog').getByRole('radio', { name: '满意', exact: true }).click();
  await shoot(page, 'resident-rate');
  await button(page.getByRole('dialog'), '好了').click();
  await page.getByText('您的评价：满意').first().waitFor();
  await page.reload();
  await page.getByText('全程记录').waitFor();
  await page.evaluate(() => window.scrollTo(0, 420));
  await shoot(page, 'resident-record');
  await residentRest(page);
  await context.close();
  return id;
}

async function residentRest(page) {
  await page.goto('/resident/mine');
  await shoot(page, 'resident-mine');
  await page.goto(`/resident/grid/${home.areaId}`);
  await shoot(page, 'resident-grid');
  await page.goto('/resident/settings');
  await shoot(page, 'resident-settings');
  await page.goto('/resident/');
  await page.getByRole('button', { name: /换成大字/ }).click();
  await shoot(page, 'resident-elder');
  await page.getByRole('button', { name: /大字/ }).first().click();
  await page.goto('/resident/?lang=en');
  await shoot(page, 'resident-english');
}

async function fieldChapter(browser) {
  const resident = await caller(baseURL);
  const found = { body: '单元门口堆了纸箱和旧沙发，挡住了消防通道。', categoryCode: '04005' };
  const photos = [await resident.send('stairs', 'before')];
  const contact = { name: '陈阿姨', phone: '13800005678' };
  const { id } = await resident.report(near(20), { ...found, photos, contact });
  await resident.end();
  const { page, context } = await open(browser, phone);
  await page.goto('/field/');
  await page.getByLabel('账号').fill('worker');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await shoot(page, 'field-login');
  await button(page, '登录').click();
  await page.getByText('已联网').waitFor();
  await shoot(page, 'field-today', 'field');
  await page.goto(`/field/case/${id}`);
  await shoot(page, 'field-case');
  await page.evaluate(() => window.scrollTo(0, 700));
  await shoot(page, 'field-case-more');
  await button(page, '吹哨').click();
  await shoot(page, 'field-whistle');
  await page.keyboard.press('Escape');
  const worker = await caller(baseURL, 'worker');
  await worker.move(id, 'accept');
  await page.goto(`/field/case/${id}/do/arrive`);
  await page.getByRole('dialog').waitFor();
  await shoot(page, 'field-arrive');
  await worker.move(id, 'arrive', { point: near(25) });
  await worker.end();
  await page.goto(`/field/case/${id}/finish/settle`);
  await addPhoto(page, 'stairs', 'after');
  await page.getByLabel('办得怎么样').fill('已和物业一起清走，通道畅通。');
  await shoot(page, 'field-settle');
  await fieldRest(page);
  await context.close();
}

async function fieldRest(page) {
  await page.goto('/field/report');
  await addPhoto(page, 'bins', 'before', page.locator('#photos'));
  await page.getByLabel('发生了什么').fill('楼下垃圾桶满了，散了一地。');
  await page.getByRole('radio', { name: /垃圾/ }).first().waitFor();
  await shoot(page, 'field-report');
  await page.getByRole('switch', { name: /当场办结/ }).click();
  await page.getByRole('switch', { name: /当场办结/ }).scrollIntoViewIfNeeded();
  await shoot(page, 'field-report-settle');
  await page.goto('/field/find');
  await page.getByLabel('编号、文字或地址').fill('路灯');
  await page.locator('a[href^="/field/case/"]').first().waitFor();
  await shoot(page, 'field-find');
  await page.goto('/field/messages');
  await shoot(page, 'field-messages');
  await page.goto('/field/me');
  await shoot(page, 'field-mine');
  await page.goto('/field/notes');
  await page.getByRole('textbox', { name: '记一句' }).fill('3号楼东侧井盖松了，下午带人再看。');
  await button(page, '记下').click();
  await page.getByText('已同步').waitFor();
  await shoot(page, 'field-notes');
}

async function twoAlike() {
  const resident = await caller(baseURL);
  const words = { body: '小区东门的路灯不亮，晚上看不清台阶。', categoryCode: '05003' };
  const first = await resident.report(near(10), { ...words, photos: [await resident.send('lamp', 'before', 2)] });
  const second = await resident.report(near(16), { ...words, body: '小区东门路灯不亮了，晚上台阶看不清。' });
  await resident.end();
  return [first.id, second.id];
}

async function aClosedCase() {
  const operator = await caller(baseURL, 'operator');
  const { rows } = await operator.call('GET', '/api/cases?view=all&state=closed&limit=1');
  await operator.end();
  return rows[0].id;
}

async function operatorPages(browser, caseId) {
  const [first, second] = await twoAlike();
  const { page, context } = await open(browser, desk);
  await page.goto('/desk/');
  await page.getByLabel('账号').waitFor();
  await shoot(page, 'desk-login');
  await context.request.post('/api/session', { data: { login: 'operator', password } });
  await page.goto('/desk/cases');
  await page.getByRole('grid').locator('tbody tr').first().waitFor();
  await shoot(page, 'desk-cases', 'desk');
  await page.keyboard.press('Shift+?');
  await shoot(page, 'desk-keys');
  await page.keyboard.press('Escape');
  await page.goto('/desk/cases?tab=triage&q=东门');
  await page.getByText('疑似重复').first().waitFor();
  await shoot(page, 'desk-triage');
  await page.goto(`/desk/cases/${caseId}`);
  await page.getByRole('region', { name: '动态' }).waitFor();
  await shoot(page, 'desk-case');
  await page.getByRole('button', { name: '查看（留痕）' }).first().click();
  await shoot(page, 'desk-contact');
  await page.getByRole('button', { name: '电话核实情况' }).click();
  await page.getByRole('button', { name: /^查\s*看$/ }).click();
  await page.getByText('13800001234').waitFor();
  await page.goto(`/desk/cases/${second}/merge/${first}`);
  await page.getByText('主件').first().waitFor();
  await shoot(page, 'desk-merge');
  await operatorRest(page);
  await context.close();
}

const pastedChat = `王芳 2026/11/20 08:30
1号楼门口路灯坏了不亮
[图片]
李叔 2026/11/20 09:10
2号楼的下水道又堵了，污水漫出来
赵姐 2026/11/20 10:30
5号楼门口垃圾堆满了很臭
物业：收到`;

async function operatorRest(page) {
  await page.goto('/desk/register');
  await page.locator('#reg-body').fill('来电反映三号楼二单元楼道灯不亮，老人上下楼不方便。');
  const area = page.getByLabel('或直接选微网格');
  await area.click();
  await area.fill(home.areaName);
  await page.locator('.ant-select-tree-node-content-wrapper').filter({ hasText: home.areaName }).first().click();
  await page.getByText(/小时内受理/).waitFor();
  await shoot(page, 'desk-register');
  await page.goto('/desk/drafts');
  await page.getByLabel('聊天记录').fill(pastedChat);
  await button(page, '拆成草稿').click();
  await page.getByRole('list', { name: '草稿' }).waitFor();
  await shoot(page, 'desk-drafts');
  for (const [path, name] of [
    ['minutes', 'desk-minutes'],
    ['returned', 'desk-returned'],
    ['checks', 'desk-checks'],
    ['checks?state=contested', 'desk-contested'],
    ['map', 'desk-map'],
  ]) {
    await page.goto(`/desk/${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await shoot(page, name);
  }
  await page.goto('/desk/cases?tab=overdue');
  await page.getByRole('grid').locator('tbody tr').first().waitFor();
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: '导出 Excel' }).click();
  await page.getByRole('dialog').waitFor();
  await shoot(page, 'desk-export');
}

async function wallChapter(browser) {
  const { page, context } = await open(browser, wall, 'boss');
  await page.goto('/wall/');
  await page.getByRole('heading', { name: '实时动态' }).waitFor();
  await shoot(page, 'wall-district', 'wall');
  const children = await (await context.request.get('/api/insight/wall')).json();
  const [busiest] = children.children.sort((one, two) => two.reported30 - one.reported30);
  await button(page, '列表').click();
  await page.getByRole('dialog').getByRole('button', { name: busiest.name }).first().click();
  await page.getByRole('heading', { level: 1 }).filter({ hasText: busiest.name }).waitFor();
  await page.locator('nav').filter({ hasText: busiest.name }).waitFor();
  await shoot(page, 'wall-street');
  await context.close();
}

const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...launchArguments] });
const has = (chapter) => wanted.length === 0 || wanted.includes(chapter);
try {
  let caseId;
  if (has('resident')) caseId = await residentChapter(browser);
  if (has('field')) await fieldChapter(browser);
  if (has('desk')) await operatorPages(browser, caseId ?? (await aClosedCase()));
  if (has('admin')) {
    const { page, context } = await open(browser, desk, 'sysadmin');
    await adminPages(page, context, home);
  }
  if (has('parts')) {
    const [room, worker] = [await open(browser, desk, 'operator'), await open(browser, phone, 'worker')];
    await partsPages(baseURL, near(60), room, worker, await open(browser, desk, 'handler'));
    await partRulesPage((await open(browser, desk, 'sysadmin')).page);
  }
  if (has('flows')) await flowPages((await open(browser, desk, 'sysadmin')).page);
  if (has('figures')) {
    const { page, context } = await open(browser, desk, 'boss');
    await figurePages(page, context);
    await context.close();
  }
  if (has('wall')) await wallChapter(browser);
} finally {
  await browser.close();
}
