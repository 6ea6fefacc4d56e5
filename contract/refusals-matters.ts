import type { RefusalText } from './refusal-text.ts';

/** Item lists, the national codes, and what the grids do not take. */
export const matterRefusals = {
  'matter.unknown': { status: 404, zh: '清单里没有这一项，请刷新。', en: 'There is no such item. Please reload.' },
  'matter.no-version': {
    status: 404,
    zh: '没有这个清单版本，请刷新后重新选择。',
    en: 'There is no such version of the list. Please reload and choose again.',
  },
  'matter.no-draft': {
    status: 409,
    zh: '没有草稿：请先修改或导入，再发布。',
    en: 'There is no draft. Change or import something first, then publish.',
  },
  'matter.invalid': {
    status: 422,
    zh: '这一项有误：{detail}。没有保存。',
    en: 'The item is not right: {detail}. Nothing was saved.',
  },
  'matter.import-faults': {
    status: 422,
    zh: '文件有误：{detail}。没有导入任何内容，请按所列单元格改正后再导入。',
    en: 'The file has faults: {detail}. Nothing was imported; mend the cells listed and import it again.',
  },
  'standard-code.unknown': {
    status: 422,
    zh: '没有标准代码 {code}，请从列表中选择。',
    en: 'There is no standard code {code}. Please choose from the list.',
  },
  'standard-code.no-number': {
    status: 409,
    zh: '大类 {major} 的扩展代码（080 至 999）已用完，或没有这个大类。',
    en: 'Major class {major} does not exist, or has no extension code (080 to 999) left.',
  },
  'admission.invalid': {
    status: 422,
    zh: '准入决定有误：{detail}。没有保存。',
    en: 'The decision is not right: {detail}. Nothing was saved.',
  },
  'report.not-admitted': {
    status: 422,
    zh: '这类事项不由网格受理。{belongs}',
    en: 'The grids do not take matters of this kind. {belongs}',
  },
} as const satisfies Record<string, RefusalText>;
