import { checkScreen } from './support/check.ts';
import { expect, test } from './support/people.ts';

/* What the demo tells of the five reports when it is loaded: each town shows its flow at work, in its own words. */

const told: readonly [prefix: string, words: string, state: string][] = [
  ['', '苗圃街路西小游园', '已办结'],
  ['', '铁路桥下一下雨就积水', '疑难会商'],
  ['sq-', '新区篮球场旁边的斜坡', '已办结'],
  ['sq-', '文化长廊的夜灯有两盏不亮', '管家办理中'],
  ['hj-', '货物撒落在330国道', '反馈评价'],
  ['hj-', '小界岭村新老住户为用水', '部门处置'],
  ['jb-', '大理石门框大面积脱落', '已办结'],
  ['jb-', '地下车库入口塌下去', '街道转办'],
  ['mh-', '绿色实验幼儿园门口', '已办结'],
  ['mh-', '老楼楼道堆满旧家具', '协同处置'],
];

test('every town of the demo has a case that is over and one at work, by its own flow', async ({ people }) => {
  for (const [prefix, words, state] of told) {
    const operator = await people.staff(`${prefix}operator`);
    const { rows } = await operator.call('GET /api/cases', { query: { q: words, view: 'all' } });
    // The demo tells it first: whoever reports the same words later stands before it.
    const one = rows.at(-1);
    expect([words, one?.stateName.zh, one?.overdue]).toEqual([words, state, false]);
    await operator.context.close();
  }
});

test('a consultation of the demo shows why, who was asked, what they said, and what is next', async ({ people }) => {
  const { page, call } = await people.staff('operator');
  const { rows } = await call('GET /api/cases', { query: { q: '铁路桥下一下雨就积水', view: 'all' } });
  await page.goto(`/desk/cases/${rows.at(-1)?.id}`);
  for (const words of ['跨区域', '跨部门', '跨层级', '可以主办：泵站先增排，汛前清淤', '积水超过三十厘米时由我局封路'])
    await expect(page.getByText(words).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '会商交办' })).toBeVisible();
  await checkScreen(page);
});
