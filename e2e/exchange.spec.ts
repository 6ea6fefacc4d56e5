import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkScreen, checkWidths } from './support/check.ts';
import { expect, test } from './support/people.ts';
import { homeOf, reportByApi, unique } from './support/report.ts';

/** The other side: takes everything until it is told to refuse. */
async function receiver() {
  const got: { raw: string; signature: string }[] = [];
  const state = { status: 204 };
  const server = createServer((request, response) => {
    let raw = '';
    request.on('data', (part) => {
      raw += part;
    });
    request.on('end', () => {
      got.push({ raw, signature: String(request.headers['webhook-signature']) });
      response.writeHead(state.status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, got, state, close: () => server.close() };
}

test('the administrator connects another system: key and secret shown once, each step told, a stuck one sent again', async ({
  people,
}) => {
  const other = await receiver();
  const { page } = await people.staff('sysadmin');
  const name = `城市平台 ${unique()}`;
  await page.goto('/desk/exchange');
  await expect(page.getByRole('heading', { name: '系统对接' })).toBeVisible();
  await checkScreen(page);

  await page.getByRole('button', { name: '添加推送地址' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill(name);
  people.expectRefusals();
  await dialog.getByLabel('地址').fill('https://10.9.8.7/hook');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('GEZHI_WEBHOOK_NETWORKS');
  await checkScreen(page);
  await dialog.getByLabel('地址').fill(other.url);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await checkScreen(page);
  await page.getByRole('button', { name: '已保存好' }).click();

  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: `测试 ${name}` }).click();
  await expect(page.locator('.toaster')).toContainText('测试成功');
  expect(other.got[0]?.raw).toContain('"type":"ping"');
  expect(other.got[0]?.signature).toMatch(/^v1,/);

  const home = await homeOf(people);
  const resident = await people.resident();
  const filed = await reportByApi(resident, { body: `${unique()} 路灯不亮`, point: home.point });
  await expect.poll(() => other.got.some(({ raw }) => raw.includes(filed.no))).toBe(true);
  await page.getByRole('link', { name: '推送记录' }).click();
  await page.getByRole('link', { name: '已送达' }).click();
  await expect(page.getByRole('row').filter({ hasText: filed.no }).filter({ hasText: name })).toContainText('204');
  await checkScreen(page);
  await checkWidths(page, [1280, 1440, 1920]);

  other.state.status = 503;
  const second = await reportByApi(resident, { body: `${unique()} 井盖松动`, point: home.point });
  await page.getByRole('link', { name: '待送' }).click();
  const waiting = page.getByRole('row').filter({ hasText: second.no }).filter({ hasText: name });
  await expect(async () => {
    await page.reload();
    await expect(waiting).toContainText('对方答复 503', { timeout: 2000 });
  }).toPass();
  other.state.status = 204;
  await waiting.getByRole('button', { name: '重发' }).click();
  await expect.poll(() => other.got.filter(({ raw }) => raw.includes(second.no)).length).toBe(2);

  await page.getByRole('link', { name: '推送地址' }).click();
  await row.getByRole('button', { name: `操作 ${name}` }).click();
  await page.getByRole('menuitem', { name: '暂停' }).click();
  await expect(row).toContainText('已暂停');
  await row.getByRole('button', { name: `操作 ${name}` }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /删\s*除/ })
    .click();
  await expect(row).toHaveCount(0);
  other.close();
});

test('a key for another platform is added by keyboard, shown once, and ended', async ({ people }) => {
  const { page } = await people.staff('sysadmin');
  const name = `热线 ${unique()}`;
  await page.goto('/desk/exchange?part=peers');
  await page.getByRole('button', { name: '添加对方系统' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill(name);
  await dialog.getByRole('radio', { name: '热线' }).check();
  await checkScreen(page);
  await dialog.getByLabel('名称').press('Enter');
  await expect(dialog.getByText('请现在保存，只显示这一次')).toBeVisible();
  await page.getByRole('button', { name: '已保存好' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('使用中');
  await checkScreen(page);
  await row.getByRole('button', { name: `停用密钥 ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用密钥' }).click();
  await expect(row).toContainText('已停用');
});
