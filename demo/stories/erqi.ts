import { ourUnit, type Story } from './shape.ts';

/** Platform seat, department, third-level grid verifies; what crosses districts, departments and levels is consulted about. */
export const erqiStories: readonly Story[] = [
  {
    body: '苗圃街路西小游园外面占道经营，希望有关部门协调处理。',
    categoryCode: '04007',
    scene: 'stall',
    by: 'operator',
    source: 'platform',
    over: true,
    steps: [
      { who: 'operator', after: 5, ask: { move: 'accept' } },
      { who: 'operator', after: 6, ask: { move: 'dispatch', note: '随手拍来件，请到场处理' }, unit: '综合执法队' },
      { who: '综合执法队', after: 10, ask: { move: 'acknowledge' } },
      { who: '综合执法队', after: 12, ask: { move: 'begin' } },
      {
        who: '综合执法队',
        after: 60,
        ask: { move: 'handle', note: '摊点已劝离，人行道恢复通行' },
        photo: ['stall', 'after'],
      },
      {
        who: 'leader',
        after: 45,
        ask: { move: 'pass', note: '两次路过都没有再摆' },
        photo: ['stall', 'check'],
      },
      { who: 'resident', after: 240, ask: { move: 'rate', rating: 'satisfied' } },
    ],
  },
  {
    body: '铁路桥下一下雨就积水，跨两个街道，桥又归铁路部门管，几年没人说得清。',
    categoryCode: '05004',
    scene: 'water',
    by: 'resident',
    over: false,
    steps: [
      { who: 'operator', after: 6, ask: { move: 'whistle', note: '涉及两个街道和铁路部门' } },
      {
        who: 'operator',
        after: 5,
        ask: { move: 'flagCrossing', crossings: ['district', 'department', 'level'] },
      },
      {
        who: 'operator',
        after: 20,
        ask: { move: 'consult', note: '谁增排、谁清淤、谁封路，请各单位拿意见' },
        units: [ourUnit, '住建局', '应急管理局'],
      },
      {
        who: 'handler',
        after: 25,
        ask: { move: 'reportTask', note: '可以主办：泵站先增排，汛前清淤' },
        ownTask: true,
      },
      {
        who: '应急管理局',
        after: 10,
        ask: { move: 'reportTask', note: '积水超过三十厘米时由我局封路' },
        ownTask: true,
      },
    ],
  },
];
