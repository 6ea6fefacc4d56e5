import type { RefusalText } from './refusal-text.ts';

/** What may not be done with a case. */
export const caseRefusals = {
  'case.unknown': {
    status: 404,
    zh: '没有找到这一件，可能编号有误或不在您的范围内。',
    en: 'No such case: the number may be wrong, or it is outside your area.',
  },
  'case.moved-on': {
    status: 409,
    zh: '这一件刚有了新进展（现在是「{state}」），已为您刷新，请看过后再操作。',
    en: 'This case has moved on (it is now “{state}”). Please look again before you act.',
  },
  'case.not-from-here': {
    status: 409,
    zh: '「{state}」状态下不能「{move}」。',
    en: '“{move}” is not possible while the case is “{state}”.',
  },
  'report.phone-busy': {
    status: 429,
    zh: '这个手机号短时间内上报太多，请 {seconds} 秒后再试；急事请拨打 12345。',
    en: 'Too many reports with this phone number in a short time. Try again in {seconds} seconds; if it is urgent call 12345.',
  },
  'report.place-busy': {
    status: 429,
    zh: '这个地点刚有很多人上报，我们已收到。请在附近的上报里点「我也遇到」，或 {seconds} 秒后再报；急事请拨打 12345，危险请拨打 110 或 119。',
    en: 'Many people have just reported this place and we know of it. Join a report nearby with “Me too”, or report again in {seconds} seconds; if it is urgent call 12345, in danger 110 or 119.',
  },
  'case.needs-note': { status: 422, zh: '请写一句说明。', en: 'Please write a short note.' },
  'case.needs-after-photo': {
    status: 422,
    zh: '办结要有一张整改后的照片，请补拍。',
    en: 'Please add a photo taken after the work.',
  },
  'case.needs-unit': { status: 422, zh: '请选择派给哪个单位。', en: 'Please choose a unit.' },
  'case.needs-area': { status: 422, zh: '请选择改派到哪个微网格。', en: 'Please choose the micro-grid.' },
  'case.needs-until': {
    status: 422,
    zh: '请选择挂账到哪一天：须在今天之后、180 天之内。',
    en: 'Please choose the date: after today and within 180 days.',
  },
  'case.needs-target': {
    status: 422,
    zh: '请选择并入哪一件（须是另一件未结案的）。',
    en: 'Please choose another open case to merge into.',
  },
  'case.needs-rating': { status: 422, zh: '请选一个评价。', en: 'Please choose a rating.' },
  'case.needs-category': {
    status: 422,
    zh: '请选一个类别；「其他」不能办结，须先归类。',
    en: 'Please choose a category; a case under “Other” must be classified first.',
  },
  'case.same-person': {
    status: 403,
    zh: '处置和核查不能是同一个人，请由他人核查。',
    en: 'Whoever handled a case cannot check it. Another person must.',
  },
  'case.same-closer': {
    status: 403,
    zh: '居民说没解决，须由另一位同志处理，不能由原办结人决定。',
    en: 'A contested case must be decided by someone other than the person who closed it.',
  },
  'case.undo-too-late': {
    status: 409,
    zh: '已过撤销时间，对方已收到通知。',
    en: 'It is too late to undo: the other side has been told.',
  },
  'case.contest-too-late': {
    status: 409,
    zh: '已超过 {days} 天，请重新上报一件，我们会关联到原来这件。',
    en: 'More than {days} days have passed. Please file a new report; we will link it.',
  },
  'case.already-joined': { status: 409, zh: '您已经点过「我也遇到」。', en: 'You have already joined this report.' },
  'case.purpose-missing': {
    status: 422,
    zh: '查看联系方式须填写用途，会留痕。',
    en: 'State why you need the contact; the look is recorded.',
  },
} as const satisfies Record<string, RefusalText>;
