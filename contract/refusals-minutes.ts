import type { RefusalText } from './refusal-text.ts';

/** What stands against the minutes of a meeting, and against a quick note. */
export const minutesRefusals = {
  'minutes.unknown': {
    status: 404,
    zh: '没有这份会议纪要，或不在您的范围内。请刷新。',
    en: 'There are no such minutes, or they are out of your reach. Please reload.',
  },
  'minutes.line-unknown': {
    status: 404,
    zh: '这份纪要里没有这一项，请刷新。',
    en: 'There is no such line in these minutes. Please reload.',
  },
  'minutes.bad-day': {
    status: 422,
    zh: '没有 {day} 这一天，请改正日期。',
    en: 'There is no day {day}; please correct it.',
  },
  'minutes.empty': {
    status: 422,
    zh: '标题或第 {n} 项没有写内容，请填写。',
    en: 'The title or line {n} is empty; please fill it in.',
  },
  'minutes.nobody': {
    status: 422,
    zh: '第 {n} 项没有写由谁负责，请填写负责人或选岗位。',
    en: 'Line {n} does not say who is responsible; name somebody or choose a post.',
  },
  'minutes.needs-note': {
    status: 422,
    zh: '请写一句说明：办成了什么，或为什么不办、为什么改期。',
    en: 'Please add a note: what was done, or why it is dropped or put off.',
  },
  'minutes.not-from-here': {
    status: 409,
    zh: '这一项现在是「{state}」，不能这样登记。请刷新后再看。',
    en: 'This line is {state} now: that cannot be written down of it. Please reload.',
  },
  'minutes.already-case': {
    status: 409,
    zh: '这一项已经成为案件 {no}，进展请看案件。',
    en: 'This line is case {no} already; see the case for how it stands.',
  },
  'note.unknown': { status: 404, zh: '没有这条随手记。', en: 'There is no such quick note.' },
  'note.too-many': {
    status: 409,
    zh: '随手记已有 {n} 条，请先删去用不着的，再同步。手机上的内容还在。',
    en: 'There are {n} quick notes already; delete some first. What is on the phone stays there.',
  },
} as const satisfies Record<string, RefusalText>;
