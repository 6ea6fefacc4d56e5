import { uuidv7 } from 'uuidv7';
import { checkScreen } from './support/check.ts';
import { expect, test } from './support/people.ts';
import { tileServer } from './support/tiles.ts';

test('the administrator lets a map service in; the map shows it, and no other address gets through', async ({
  people,
}) => {
  const tiles = await tileServer();
  const admin = await people.staff('sysadmin');
  const operator = await people.staff('operator');
  const openMap = async (wanted: RegExp, attribution: string) => {
    const before = tiles.asked.length;
    await operator.page.goto('/desk/map');
    await expect.poll(() => tiles.asked.slice(before).some((path) => wanted.test(path))).toBe(true);
    await expect(operator.page.getByText(attribution)).toBeVisible();
  };

  await admin.page.goto('/desk/settings');
  await admin.page.getByRole('button', { name: '设置底图' }).click();
  const form = admin.page.getByRole('dialog');
  await form.getByText('WMTS', { exact: true }).click();
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await expect(form.getByText('请填写以 http:// 或 https:// 开头的网址')).toBeVisible();
  await form.getByLabel('底图地址').fill(`${tiles.origin}/vec_w/wmts?tk=key`);
  await form.getByLabel('标注').fill('天地图替身');
  await checkScreen(admin.page);
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await expect(form).toBeHidden();
  await expect(admin.page.getByText(`${tiles.origin}/vec_w/wmts?tk=key`)).toBeVisible();
  await openMap(/^\/vec_w\/wmts\?.*tk=key/, '天地图替身');
  const refused = await operator.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => resolve(violatedDirective));
        new Image().src = 'http://127.0.0.2:9/tile.png';
      }),
  );
  expect(refused).toBe('img-src');
  people.expectRefusals();

  const pmtiles = { kind: 'pmtiles' as const, url: `${tiles.origin}/town.pmtiles`, attribution: '单文件底图' };
  await admin.call('PUT /api/district/base-map', { body: { commandId: uuidv7(), baseMap: pmtiles } });
  await openMap(/^\/town\.pmtiles/, '单文件底图');
  await admin.call('PUT /api/district/base-map', { body: { commandId: uuidv7(), baseMap: null } });
  await admin.page.reload();
  await expect(admin.page.getByText('没有外部底图')).toBeVisible();
});
