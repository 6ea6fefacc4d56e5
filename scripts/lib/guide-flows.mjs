// The chapter of the flows of scripts/guide.mjs: a town's own flow made from an example, and the five examples drawn.
import { keep, shoot } from './guide-shots.mjs';

const button = (scope, name) => scope.getByRole('button', { name, exact: true });
const towns = ['suoqian', 'jiangbei', 'minghu', 'huajie', 'erqi'];

async function setClock(page, state, amount) {
  const dialog = page.getByRole('dialog');
  await button(page.getByRole('region', { name: '状态' }), `编辑「${state}」`).click();
  await dialog.getByLabel('时长').fill(amount);
  await button(dialog, '确定').click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Until what was said of it is gone: it would stand in the picture. */
async function save(page) {
  await button(page, '保存草稿').click();
  const toaster = page.locator('.toaster');
  await toaster.getByText('已保存').last().waitFor();
  while ((await toaster.getByRole('button').count()) > 0) await toaster.getByRole('button').first().click();
}

/** As the administrator of systems; each run makes a flow of its own, which stays unpublished as a default. */
export async function flowPages(page) {
  const code = `jiangbei${Date.now().toString(36)}`;
  await page.goto('/desk/flows');
  await page.getByRole('table', { name: '随程序提供' }).waitFor();
  await shoot(page, 'desk-flows');
  await page.goto(`/desk/flows/${code}?from=jiangbei`);
  await page.locator('.flow-diagram svg').waitFor();
  await shoot(page, 'desk-flow-edit');
  await setClock(page, '网格吹哨', '0');
  await page.getByText('时限为零').first().scrollIntoViewIfNeeded();
  await shoot(page, 'desk-flow-fault');
  await button(page, '撤销').click();
  await setClock(page, '网格吹哨', '4');
  await save(page);
  await button(page, '试走').click();
  const drive = page.getByRole('region', { name: '动作' });
  for (const step of ['网格吹哨 →', '时限到了：超时上呈', '转街道 →'])
    await drive.getByRole('button', { name: step }).click();
  await shoot(page, 'desk-flow-drive');
  await button(page, '近 90 天试算').click();
  await button(page, '开始试算').click();
  await page.getByText(/看了 \d+ 件/).waitFor({ timeout: 120_000 });
  await shoot(page, 'desk-flow-trial');
  await difference(page);
  await diagrams(page);
}

async function difference(page) {
  await button(page, '发布').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('发布说明：改了什么，为什么').fill('照江北的做法试行');
  await button(dialog, '发布').click();
  await dialog.waitFor({ state: 'hidden' });
  await button(page, '编辑').click();
  await setClock(page, '网格吹哨', '2');
  await setClock(page, '街道转办', '3');
  await save(page);
  await button(page, '版本差异').click();
  await page.getByRole('table').first().waitFor();
  await shoot(page, 'desk-flow-difference');
}

/** The drawing alone, whole: on the page it scrolls in its frame. */
async function diagrams(page) {
  for (const code of towns) {
    await page.goto(`/desk/flows/${code}`);
    const drawing = page.locator('.flow-diagram svg');
    await drawing.waitFor();
    await page.addStyleTag({ content: '.flow-scroll { max-height: none; overflow: visible; width: max-content; }' });
    await keep(`flow-${code}`, await drawing.screenshot({ animations: 'disabled' }));
  }
}
