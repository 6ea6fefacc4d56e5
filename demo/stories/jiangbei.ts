import { ourUnit, type Story } from './shape.ts';

/** 「网格吹哨、部门报到」: whistled up level by level, the departments that were named report in. */
export const jiangbeiStories: readonly Story[] = [
  {
    body: '家门口电梯的大理石门框大面积脱落，进出都怕砸到人。',
    categoryCode: '02007',
    scene: 'stairs',
    by: 'resident',
    over: true,
    steps: [
      {
        who: 'worker',
        after: 8,
        ask: { move: 'whistle', note: '维修资金未到位，物业处理不了', fields: { reason: 'power' } },
      },
      { who: 'leader', after: 20, ask: { move: 'whistle', note: '与物业没有谈妥，请社区出面' } },
      { who: 'community', after: 40, ask: { move: 'whistle', note: '需要部门现场鉴定，转街道' } },
      { who: 'operator', after: 15, ask: { move: 'summon', note: '请到现场会看' }, units: [ourUnit, '住建局'] },
      { who: 'handler', after: 10, ask: { move: 'takeTask' }, ownTask: true },
      { who: '住建局', after: 5, ask: { move: 'takeTask' }, ownTask: true },
      { who: 'handler', after: 30, ask: { move: 'reportTask', note: '已到现场，先拉警戒线' }, ownTask: true },
      { who: '住建局', after: 5, ask: { move: 'reportTask', note: '结构没有问题，是面层脱落' }, ownTask: true },
      { who: 'operator', after: 5, ask: { move: 'dispatch', note: '请主办' }, unit: ourUnit },
      { who: 'handler', after: 15, ask: { move: 'acknowledge', fields: { lead: '养护一科' } } },
      { who: 'handler', after: 20, ask: { move: 'begin' } },
      {
        who: 'handler',
        after: 240,
        ask: { move: 'handle', note: '松动石材全部拆下，改用铝板包边', fields: { list: 'community' } },
        photo: ['stairs', 'after'],
      },
      { who: 'checker', after: 120, ask: { move: 'pass', note: '逐层看过，没有松动' } },
      { who: 'resident', after: 150, ask: { move: 'rate', rating: 'satisfied' } },
    ],
  },
  {
    body: '小区地下车库入口塌下去一块，车辆进出颠得厉害。',
    categoryCode: '05002',
    scene: 'road',
    by: 'resident',
    over: false,
    steps: [
      {
        who: 'worker',
        after: 10,
        ask: { move: 'whistle', note: '要开挖，需要部门', fields: { reason: 'department' } },
      },
      { who: 'leader', after: 15, ask: { move: 'whistle', note: '涉及产权，请社区出面' } },
      { who: 'community', after: 20, ask: { move: 'whistle', note: '请街道召集两家单位' } },
      { who: 'operator', after: 12, ask: { move: 'summon', note: '请下午到现场会看' }, units: [ourUnit, '住建局'] },
      { who: 'handler', after: 10, ask: { move: 'takeTask' }, ownTask: true },
    ],
  },
];
