import type { RefusalText } from './refusal-text.ts';

/** What stands against a working calendar or a limit table. */
export const deadlineRefusals = {
  'calendar.invalid': {
    status: 422,
    zh: '日历不合格：{detail}。请改正后再提交，本次没有改动任何内容。',
    en: 'The calendar is not valid: {detail}. Nothing was changed; please mend it and send it again.',
  },
  'limits.invalid': {
    status: 422,
    zh: '时限表不合格：{detail}。请改正后再保存，本次没有改动任何内容。',
    en: 'The limit table is not valid: {detail}. Nothing was changed; please mend it and save again.',
  },
  'limits.changed-meanwhile': {
    status: 409,
    zh: '时限表刚被别人改过，本次没有保存。请刷新后再改。',
    en: 'Somebody has changed the limit table meanwhile; nothing was saved. Please reload and change it again.',
  },
  'condition.unknown': {
    status: 422,
    zh: '这个类别没有这个立案条件，请重新选择。',
    en: 'This category has no such filing condition. Please choose again.',
  },
} as const satisfies Record<string, RefusalText>;
