import { ourUnit, type Story } from './shape.ts';

/** Worker, grid leader, command room, one of the four platforms; a special team for what is hard. */
export const huajieStories: readonly Story[] = [
  {
    body: '很多货物撒落在330国道往金华方向的绿地生态园前公路上，占了一条车道。',
    categoryCode: '04004',
    scene: 'road',
    by: 'worker',
    over: true,
    steps: [
      { who: 'leader', after: 3, ask: { move: 'whistle', note: '占用车道，请指挥室研判' } },
      {
        who: 'operator',
        after: 4,
        ask: { move: 'dispatch', note: '请马上清理，注意来车', fields: { platform: 'peace' } },
        unit: ourUnit,
      },
      { who: 'handler', after: 4, ask: { move: 'acknowledge' } },
      { who: 'handler', after: 9, ask: { move: 'begin', note: '已到场，摆好锥桶' } },
      {
        who: 'handler',
        after: 35,
        ask: { move: 'handle', note: '货物已清走，车道恢复' },
        photo: ['road', 'after'],
      },
      { who: 'checker', after: 25, ask: { move: 'pass', note: '路面干净' } },
    ],
  },
  {
    body: '小界岭村新老住户为用水时间吵起来，水压也不够，牵涉几个部门。',
    categoryCode: '07001',
    scene: 'water',
    by: 'resident',
    over: false,
    steps: [
      { who: 'leader', after: 12, ask: { move: 'whistle', note: '村里调解不下，请指挥室研判' } },
      {
        who: 'operator',
        after: 15,
        ask: { move: 'team', note: '跨平台，先入户摸清用水时间', teamName: '用水专班', fields: { hard: 'platforms' } },
        posts: { role: 'gridLeader', most: 2 },
      },
      {
        who: 'operator',
        after: 8,
        ask: { move: 'dispatch', note: '请会同专班办理', fields: { platform: 'service' } },
        unit: '自来水公司',
      },
      { who: '自来水公司', after: 20, ask: { move: 'acknowledge' } },
      { who: '自来水公司', after: 15, ask: { move: 'begin' } },
    ],
  },
];
