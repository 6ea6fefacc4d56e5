// The administrators' chapter of scripts/guide.mjs.
import { dryRun, faultyAreas, password, shoot } from './guide-shots.mjs';

const button = (scope, name) => scope.getByRole('button', { name, exact: true });

/** The chapter of the administrators, as sysadmin and at the end as audit. */
export async function adminPages(page, context, home) {
  await page.goto(`/desk/areas/${home.areaId}`);
  await page.getByText('历次版本').first().waitFor();
  await shoot(page, 'desk-areas');
  await button(page, '导入网格').click();
  await dryRun(page, '网格.geojson', 'application/geo+json', faultyAreas(home.point), 'desk-areas-import');
  await page.goto(`/desk/posts?areaId=${home.communityId}&below=true`);
  await page.getByRole('button', { name: '任命' }).first().waitFor();
  await shoot(page, 'desk-posts');
  await page.getByRole('button', { name: '任命' }).first().click();
  await shoot(page, 'desk-appoint');
  await page.goto('/desk/posts?units=true');
  await shoot(page, 'desk-units');
  await page.goto('/desk/accounts?q=worker');
  await shoot(page, 'desk-accounts');
  await button(page, '新建账号').click();
  await shoot(page, 'desk-account-new');
  await page.goto('/desk/catalogue');
  await page.getByPlaceholder('按名称、编号、关键词查找').fill('井盖缺损');
  await page.locator('.ant-tree-node-content-wrapper').filter({ hasText: '井盖缺损' }).first().click();
  await shoot(page, 'desk-catalogue');
  await button(page, '导入目录').click();
  const csv = '代码,名称,时限,时限单位\n01,示例大类,,\n01001,示例小类,3,\n01001,又一小类,两,工作日\n';
  await dryRun(page, '目录.csv', 'text/csv', Buffer.from(csv), 'desk-catalogue-import');
  await page.goto('/desk/routing');
  await page.getByRole('row').nth(1).waitFor();
  await shoot(page, 'desk-routing');
  await matterPages(page);
  await page.goto('/desk/messages');
  await shoot(page, 'desk-messages');
  await page.goto('/desk/settings');
  await shoot(page, 'desk-settings');
  await button(page, '设置底图').click();
  const baseMap = page.getByRole('dialog');
  await baseMap.getByText('WMTS', { exact: true }).click();
  await baseMap.getByLabel('底图地址').fill('https://t{0-7}.tianditu.gov.cn/vec_w/wmts?tk=密钥');
  await baseMap.getByLabel('标注').fill('天地图 · GS（2025）0000号');
  await shoot(page, 'desk-base-map');
  await exchangePages(page);
  await context.request.post('/api/session', { data: { login: 'audit', password } });
  await page.goto('/desk/audit');
  await shoot(page, 'desk-audit');
  await context.close();
}

async function matterPages(page) {
  await page.goto('/desk/matters?kind=patrol');
  await page.getByText('共 327 项').waitFor();
  await shoot(page, 'desk-matters');
  await page.goto('/desk/matters?part=admissions');
  await page.getByText('12388').first().waitFor();
  await shoot(page, 'desk-admissions');
  await page.goto('/desk/deadlines');
  await page.getByText('算一算').first().waitFor();
  await shoot(page, 'desk-deadlines');
}

async function exchangePages(page) {
  await page.goto('/desk/exchange');
  await button(page, '添加推送地址').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('名称').fill('市城管平台');
  await form.getByLabel('地址 · https:// 开头').fill('https://hooks.example.cn/gezhi');
  await shoot(page, 'desk-exchange');
}
