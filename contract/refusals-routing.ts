import type { RefusalText } from './refusal-text.ts';

/** What stands against a set of routing rules. */
export const routingRefusals = {
  'routing.invalid': {
    status: 422,
    zh: '分派规则不合格：{detail}。请改正后再保存，本次没有改动任何内容。',
    en: 'The routing rules are not valid: {detail}. Nothing was changed; please mend it and save again.',
  },
  'routing.changed-meanwhile': {
    status: 409,
    zh: '分派规则的草稿刚被别人改过，本次没有保存。请刷新后再改。',
    en: 'Somebody has changed the draft of the routing rules meanwhile; nothing was saved. Please reload and change it again.',
  },
  'routing.no-draft': {
    status: 409,
    zh: '没有分派规则的草稿。请先修改规则并保存，再试跑或发布。',
    en: 'There is no draft of the routing rules. Change the rules and save them first.',
  },
  'routing.version-unknown': {
    status: 404,
    zh: '没有这个版本的分派规则，请刷新。',
    en: 'There is no such version of the routing rules. Please reload.',
  },
  'routing.alarm-unknown': { status: 404, zh: '没有这条告警，请刷新。', en: 'There is no such alarm. Please reload.' },
} as const satisfies Record<string, RefusalText>;
