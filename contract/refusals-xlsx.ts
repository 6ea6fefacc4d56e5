import type { RefusalText } from './refusal-text.ts';

/** Why a workbook that somebody uploads is not opened. */
export const xlsxRefusals = {
  'xlsx.not-a-workbook': {
    status: 422,
    zh: '这个文件不是能读取的 xlsx 表格（{detail}）。请用 Excel 或 WPS 另存为「Excel 工作簿（.xlsx）」后再上传。',
    en: 'This file is not an xlsx workbook that can be read ({detail}). Save it as “Excel workbook (.xlsx)” and upload it again.',
  },
  'xlsx.too-large': {
    status: 413,
    zh: '表格太大（{detail}）。请删去图片和用不到的工作表，或分成几个文件上传。',
    en: 'The workbook is too large ({detail}). Remove pictures and unused sheets, or upload it in several files.',
  },
  'xlsx.active-content': {
    status: 422,
    zh: '表格里有宏、外部链接或嵌入的对象（{part}），为安全起见不打开。请把内容复制到一个新的 xlsx 里再上传。',
    en: 'The workbook holds macros, external links or embedded objects ({part}) and is not opened. Copy the contents to a new xlsx and upload that.',
  },
  'xlsx.too-many-rows': {
    status: 422,
    zh: '工作表「{sheet}」超过 {rows} 行，请分成几个文件上传。',
    en: 'Sheet “{sheet}” has more than {rows} rows. Please upload it in several files.',
  },
} as const satisfies Record<string, RefusalText>;
