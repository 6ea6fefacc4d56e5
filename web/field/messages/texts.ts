import { makeI18n } from '#web/i18n.ts';

export const t = makeI18n(
  {
    messages: '消息',
    unread: '{n} 条未读',
    allRead: '都看过了',
    readAll: '全部标为已读',
    none: '还没有消息',
    noneSub: '派单、催办和上级交办会出现在这里。',
    isUnread: '未读',
    more: '再看早一些的',
    cached: '这是 {time} 存在本机的消息',
  },
  {
    messages: 'Inbox',
    unread: '{n} unread',
    allRead: 'All read',
    readAll: 'Mark all as read',
    none: 'No messages yet',
    noneSub: 'New work, reminders and orders appear here.',
    isUnread: 'unread',
    more: 'Show earlier ones',
    cached: 'Kept on this phone at {time}',
  },
);
