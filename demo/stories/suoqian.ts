import { ourUnit, type Story } from './shape.ts';

/** 「微网格圈」: said in the chat, sent by the micro-grid leader, mended by the steward. */
export const suoqianStories: readonly Story[] = [
  {
    body: '新区篮球场旁边的斜坡太陡，又正好在十字路口，骑车下来容易和转弯的车撞上。',
    categoryCode: '05002',
    scene: 'road',
    by: 'resident',
    over: true,
    steps: [
      { who: 'worker', after: 12, ask: { move: 'dispatch', note: '请管家上门量一下坡度' }, unit: ourUnit },
      { who: 'handler', after: 25, ask: { move: 'acknowledge' } },
      { who: 'handler', after: 40, ask: { move: 'begin' } },
      {
        who: 'handler',
        after: 180,
        ask: { move: 'handle', note: '坡面已放缓，转角加了减速带和反光镜', fields: { service: 'free' } },
        photo: ['road', 'after'],
      },
      { who: 'community', after: 90, ask: { move: 'pass', note: '照片与现场一致' } },
      { who: 'resident', after: 300, ask: { move: 'rate', rating: 'satisfied', note: '一天就弄好了，谢谢' } },
    ],
  },
  {
    body: '文化长廊的夜灯有两盏不亮，老人晚上散步看不清台阶。',
    categoryCode: '05003',
    scene: 'lamp',
    by: 'resident',
    over: false,
    steps: [
      { who: 'worker', after: 9, ask: { move: 'dispatch', note: '请今晚前换好' }, unit: ourUnit },
      { who: 'handler', after: 30, ask: { move: 'acknowledge' } },
      { who: 'handler', after: 35, ask: { move: 'begin', note: '已带灯具出发' } },
    ],
  },
];
