/** A line that the text of minutes seems to decide: a person looks at it before it is written down. */
export interface ProposedLine {
  matter: string;
  responsible: string;
  dueOn: string | null;
}

const dayMs = 86_400_000;
const most = 60;
/** 1. 1、 （1） 一、 ① begin an item; so does a dash. */
const item =
  /^\s*(?:[（(]?\d{1,2}[)）]|\d{1,2}\s*(?:、|[.．](?!\d))|[（(]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]|[-–—•·*])\s*/;
/** What only introduces or closes: 会议时间：…, 参会人员：…, 会议议定以下事项： */
const heading =
  /^(?:会议)?(?:时间|地点|主持人?|参会人员|出席人员?|列席人员?|记录人?|议题|主题|缺席人员?)\s*[:：]|[:：]$|^(?:会议(?:纪要|记录)|.{0,20}纪要)$/;
const order =
  /由|牵头|负责|责任人|责任单位|落实|完成|整改|跟进|督促|协调|联系|安排|排查|清理|维修|更换|修复|处理|解决|上报|反馈|公示|召开/;

const who = [
  /(?:责任人|责任单位|负责人|牵头单位|承办人?)\s*[:：]?\s*([^，,。；;、（(）)\s]{2,20}?)(?:牵头|负责|落实|配合|$|[，,。；;（(）)\s])/u,
  /由\s*([^，,。；;]{2,20}?)\s*(?:牵头|负责|落实|跟进|办理|协调|联系|组织|安排|督促|完成)/u,
  /([\p{Script=Han}A-Za-z0-9]{2,16}?)\s*(?:牵头|负责)/u,
];

/** Proposes one line for each item of the text, or for each sentence that orders something where nothing is numbered. */
export function splitMinutes(text: string, heldOn: string): ProposedLine[] {
  const rows = text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    // Several rules below step over blanks: one is enough, and many of them would cost seconds.
    .map((row) => row.trim().replace(/\s+/g, ' '))
    .filter((row) => row !== '');
  const numbered = rows.some((row) => item.test(row));
  const parts = numbered ? itemsOf(rows) : rows.flatMap((row) => row.split(/(?<=[。；;])/));
  return parts
    .map((part) => part.replace(item, '').trim())
    .filter((part) => part.length >= 4 && !heading.test(part) && (numbered || order.test(part)))
    .slice(0, most)
    .map((part) => lineOf(part, heldOn));
}

/** Rows that follow an item belong to it until the next one; what stands before the first is no item. */
function itemsOf(rows: readonly string[]): string[] {
  const items: string[] = [];
  for (const row of rows) {
    if (item.test(row)) items.push(row);
    else if (items.length > 0 && !heading.test(row)) items.push(`${items.pop()}${row}`);
  }
  return items;
}

function lineOf(part: string, heldOn: string): ProposedLine {
  const responsible = who.map((shape) => shape.exec(part)?.[1]?.trim()).find(Boolean) ?? '';
  return { matter: part.slice(0, 500), responsible: responsible.slice(0, 60), dueOn: dueOf(part, heldOn) };
}

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The day by which something is to be done, in the words of minutes; null where none is said or it is no day. */
export function dueOf(words: string, heldOn: string): string | null {
  const held = Date.parse(`${heldOn}T00:00:00Z`);
  if (Number.isNaN(held)) return null;
  const found = dated(words, held) ?? counted(words, held) ?? named(words, held);
  return found === null || found < held ? null : iso(found);
}

/** 2026年12月5日前, 12月5日之前, 5日前完成: without a year or month the next such day. */
function dated(words: string, held: number): number | null {
  const match =
    /(?:(\d{4})\s*年)?\s*(?:(\d{1,2})\s*月)?\s*(\d{1,2})\s*(?:日|号(?![楼院线]))(?:之?前|内|完成|以前|底前)?/.exec(
      words,
    );
  if (!match || (match[2] === undefined && !/前|完成/.test(match[0]))) return monthEnd(words, held);
  const from = new Date(held);
  const date = Number(match[3]);
  const month = match[2] === undefined ? from.getUTCMonth() + (date < from.getUTCDate() ? 1 : 0) : Number(match[2]) - 1;
  const year = match[1] === undefined ? from.getUTCFullYear() : Number(match[1]);
  const at = Date.UTC(year, month, date);
  if (new Date(at).getUTCDate() !== date) return null;
  return match[1] === undefined && at < held ? Date.UTC(year + 1, month, date) : at;
}

/** 12月底前, 本月底, 年底前 */
function monthEnd(words: string, held: number): number | null {
  const from = new Date(held);
  const month = /(\d{1,2})\s*月\s*底/.exec(words)?.[1];
  if (month !== undefined) {
    const at = Date.UTC(from.getUTCFullYear(), Number(month), 0);
    return at < held ? Date.UTC(from.getUTCFullYear() + 1, Number(month), 0) : at;
  }
  if (/年底/.test(words)) return Date.UTC(from.getUTCFullYear(), 12, 0);
  return /(?:本|这个?)?月底/.test(words) ? Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 0) : null;
}

const numerals = '零一二三四五六七八九十';
const numberOf = (word: string): number =>
  /^\d+$/.test(word) ? Number(word) : word === '两' ? 2 : word === '半' ? 0.5 : numerals.indexOf(word);

/** 三天内, 5个工作日内, 一周内, 两周内, 一个月内: working days are counted without weekends. */
function counted(words: string, held: number): number | null {
  const match = /(\d{1,3}|[一二三四五六七八九十两半])\s*(?:个)?\s*(工作日|天|日|周|星期|月)(?:之)?内/.exec(words);
  if (!match) return null;
  const n = numberOf(match[1] ?? '');
  if (match[2] === '工作日') return workingDays(held, n);
  const days = { 天: n, 日: n, 周: n * 7, 星期: n * 7, 月: n * 30 }[match[2] as '天'];
  return held + Math.ceil(days) * dayMs;
}

function workingDays(held: number, n: number): number {
  let at = held;
  for (let left = n; left > 0; ) {
    at += dayMs;
    if (![0, 6].includes(new Date(at).getUTCDay())) left -= 1;
  }
  return at;
}

/** 明天, 后天 (not 今后日常), 本周五前, 下周三之前, 周末前, 下次会议前 is none. */
function named(words: string, held: number): number | null {
  if (/明[天日]/.test(words)) return held + dayMs;
  if (/(?<!大)后天/.test(words)) return held + 2 * dayMs;
  const match = /(本|这|下)?(?:周|星期)([一二三四五六日天末])/.exec(words);
  if (!match) return null;
  const wanted = '一二三四五六日'.indexOf(match[2] === '天' ? '日' : match[2] === '末' ? '日' : (match[2] ?? ''));
  const weekday = (new Date(held).getUTCDay() + 6) % 7;
  const monday = held - weekday * dayMs + (match[1] === '下' ? 7 : 0) * dayMs;
  const at = monday + wanted * dayMs;
  return at < held && match[1] === undefined ? at + 7 * dayMs : at;
}
