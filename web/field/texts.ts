import { makeI18n } from '#web/i18n.ts';

export const t = makeI18n(
  {
    tasks: '任务',
    find: '查找',
    snap: '随手报',
    messages: '消息',
    mine: '我的',
    nav: '主要页面',
    toToday: '回到任务',
    mic: '按一下，用说的',
    micStop: '说完了，按一下停',
    heardNothing: '没有听清，请再说一次或打字。',
  },
  {
    tasks: 'Tasks',
    find: 'Find',
    snap: 'Report',
    messages: 'Inbox',
    mine: 'Me',
    nav: 'Main pages',
    toToday: 'To the tasks',
    mic: 'Press and speak',
    micStop: 'Press to stop',
    heardNothing: 'Nothing was heard. Please try again or type.',
  },
);
