import { ourUnit, type Story } from './shape.ts';

/** Five steps with a watcher throughout; the party group calls afterwards. */
export const minghuStories: readonly Story[] = [
  {
    body: '绿色实验幼儿园门口接送车辆乱停，孩子进出危险。',
    categoryCode: '04009',
    scene: 'parking',
    by: 'resident',
    over: true,
    steps: [
      { who: 'worker', after: 8, ask: { move: 'accept' } },
      { who: 'worker', after: 10, ask: { move: 'whistle', note: '请网格协调学校和家长' } },
      { who: 'leader', after: 15, ask: { move: 'dispatch', note: '请划线疏导' }, unit: ourUnit },
      {
        who: 'supervisor',
        after: 8,
        ask: { move: 'supervise', note: '开学在即，请答复几时办好' },
        untilHours: 24,
      },
      {
        who: 'handler',
        after: 15,
        ask: { move: 'reportTask', note: '今天划线，三日内设护学岗' },
        ownTask: true,
      },
      { who: 'handler', after: 3, ask: { move: 'acknowledge' } },
      { who: 'handler', after: 10, ask: { move: 'begin' } },
      {
        who: 'handler',
        after: 90,
        ask: { move: 'handle', note: '已划临时停车区，早晚有人疏导' },
        photo: ['parking', 'after'],
      },
      { who: 'supervisor', after: 120, ask: { move: 'pass', note: '放学时看过，秩序好了' } },
      {
        who: 'worker',
        after: 90,
        ask: { move: 'followUp', call: { reached: true, solved: true, satisfied: 5 }, note: '家长说好多了' },
      },
    ],
  },
  {
    body: '老楼楼道堆满旧家具，过道只剩半人宽。',
    categoryCode: '02002',
    scene: 'stairs',
    by: 'resident',
    over: false,
    steps: [
      { who: 'worker', after: 10, ask: { move: 'accept' } },
      { who: 'worker', after: 20, ask: { move: 'whistle', note: '住户不肯搬，请网格协调' } },
      { who: 'leader', after: 25, ask: { move: 'dispatch', note: '请协助清运' }, unit: '物业管理中心' },
      { who: '物业管理中心', after: 15, ask: { move: 'acknowledge' } },
      { who: '物业管理中心', after: 20, ask: { move: 'begin' } },
      {
        who: 'supervisor',
        after: 10,
        ask: { move: 'supervise', note: '消防通道，请答复何时清完' },
        untilHours: 24,
      },
    ],
  },
];
