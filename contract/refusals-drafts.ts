import type { RefusalText } from './refusal-text.ts';

/** Why a table or a chat gives no drafts. */
export const draftRefusals = {
  'draft.no-heading': {
    status: 422,
    zh: '表头不对：第一行须是「{headings}」。请下载模板，把内容复制进去。',
    en: 'The heading is wrong: the first row must read “{headings}”. Download the template and copy your rows into it.',
  },
  'draft.no-rows': {
    status: 422,
    zh: '表格里没有内容，请从第二行起一行填一件。',
    en: 'The table is empty. Fill in one report a row, from the second row on.',
  },
} as const satisfies Record<string, RefusalText>;
