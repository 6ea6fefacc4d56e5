import { checkScreen } from './support/check.ts';
import { expect, test } from './support/people.ts';
import { unique } from './support/report.ts';

test('the administrator makes a flow of an example: faults beside the line, undo, picture, past cases, test drive, publish', async ({
  people,
}) => {
  const { page } = await people.staff('sysadmin');
  const code = `jiangbei${unique().replace(/\W/g, '')}`;
  await page.goto('/desk/flows');
  const examples = page.getByRole('table', { name: '随程序提供' });
  await expect(examples.getByRole('link', { name: '明湖：五步工作法' })).toBeVisible();
  await checkScreen(page);

  const example = examples.getByRole('row').filter({ hasText: '江北：网格吹哨' });
  await example.getByRole('button', { name: '复制为新流程' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('新流程的代码').fill(code);
  await dialog.getByRole('button', { name: '复制为新流程' }).click();
  await expect(page.getByRole('heading', { name: '江北：网格吹哨、部门报到' })).toBeVisible();
  const states = page.getByRole('region', { name: '状态' });
  await expect(states.getByRole('row').filter({ hasText: '待部门报到' })).toContainText('已派遣');
  await checkScreen(page);

  // A limit of zero is told beside its line at once, in the picture too, and cannot be saved.
  await states.getByRole('button', { name: '编辑「网格吹哨」', exact: true }).click();
  await dialog.getByLabel('时长').fill('0');
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(states.getByText('时限为零：请填写大于零的时长')).toBeVisible();
  await expect(page.getByText('⚠ 网格吹哨')).toBeVisible();
  await expect(page.getByRole('button', { name: '保存草稿' })).toBeDisabled();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(states.getByText('时限为零')).toBeHidden();
  await page.getByRole('button', { name: '重做' }).click();
  await expect(states.getByText('时限为零')).toBeVisible();
  await page.getByRole('button', { name: '撤销', exact: true }).click();

  // Nothing is left behind unsaved without being asked.
  await page.getByRole('link', { name: '返回列表' }).click();
  const leaving = page.getByRole('dialog', { name: '有修改还没有保存' });
  await leaving.getByRole('button', { name: '留下' }).click();
  await expect(leaving).toBeHidden();
  await expect(states).toBeVisible();

  // A press in the picture shows the ways of that state alone.
  await page.getByRole('button', { name: '街道转办 指挥室' }).click();
  const ways = page.getByRole('listitem');
  await expect(ways.filter({ hasText: '街道转办 → 待部门报到：通知部门报到' })).toBeVisible();
  await page.getByRole('button', { name: '街道转办 指挥室' }).click();

  await states.getByRole('button', { name: '编辑「网格吹哨」', exact: true }).click();
  await dialog.getByLabel('时长').fill('1');
  await dialog.getByRole('button', { name: '确定' }).click();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.locator('.toaster')).toContainText('已保存，第 1 版草稿');

  await page.getByRole('button', { name: '近 90 天试算' }).click();
  await page.getByRole('button', { name: '开始试算' }).click();
  await expect(page.getByText(/看了 \d+ 件、\d+ 步/)).toBeVisible();
  await expect(page.getByRole('heading', { name: /责任岗位会不同：\d+ 件/ })).toBeVisible();
  await checkScreen(page);

  await page.getByRole('button', { name: '试走' }).click();
  const drive = page.getByRole('region', { name: '动作' });
  for (const step of [
    '网格吹哨 →',
    '时限到了：超时上呈',
    '转街道 →',
    '通知部门报到 →',
    '部门报到 →',
    '开始处置 →',
    '处置完成 →',
    '核查通过 →',
    '评价 →',
  ])
    await drive.getByRole('button', { name: step }).click();
  await expect(page.getByRole('heading', { name: '现在：已办结' })).toBeVisible();
  await drive.getByRole('button', { name: '时限到了：归档' }).click();
  await expect(page.getByText('到此结束。')).toBeVisible();
  await checkScreen(page);

  await page.getByRole('button', { name: '发布', exact: true }).click();
  await dialog.getByLabel('发布说明：改了什么，为什么').fill('网格协调改为一个工作小时');
  await dialog.getByRole('button', { name: '发布' }).click();
  await expect(page.locator('.toaster')).toContainText('第 1 版已启用');
  await page.getByRole('link', { name: '返回列表' }).click();
  await expect(
    page.getByRole('table', { name: '流程' }).getByRole('row').filter({ hasText: '第 1 版' }).first(),
  ).toBeVisible();
});
