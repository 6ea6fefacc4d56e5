/** One message of a pasted chat: who said it and when (as far as the paste tells), and what was said. */
export interface ChatMessage {
  by: string;
  at: Date | null;
  text: string;
  /** What it answers to: the beginning of the quoted message. */
  quote: string | null;
  pictures: number;
  /** One of several that were told as a list. */
  item?: true;
}

interface Head {
  by: string;
  time: string;
  rest: string;
}

const day = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.月]\d{1,2}日?|昨天|今天|前天|星期[一二三四五六日天]|周[一二三四五六日天])`;
const hour = String.raw`(?:(?:凌晨|早上|上午|中午|下午|傍晚|晚上)\s*)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?`;
const time = `(?:${day}\\s*)?${hour}`;
// A sender's name has no sentence marks; 24 characters hold 「3-2-501 王阿姨(和平里)」.
const name = String.raw`[^\s:：，。！？,!?]{1,16}(?:\s(?!昨天|今天|前天|星期|周|凌晨|早上|上午|中午|下午|傍晚|晚上)[^\s:：，。！？,!?\d]{1,8})?`;

/** The shapes in which WeCom and WeChat on desk and phone give a copied chat. */
const heads: readonly { shape: RegExp; head(match: RegExpExecArray): Head }[] = [
  // 张三 2026/11/21 08:30:12 — the words follow on the next lines
  { shape: new RegExp(`^(${name})\\s+(${time})$`), head: ([, by = '', at = '']) => ({ by, time: at, rest: '' }) },
  // 2026-11-21 08:30 张三
  {
    shape: new RegExp(`^\\[?(${time})\\]?\\s+(${name})$`),
    head: ([, at = '', by = '']) => ({ by, time: at, rest: '' }),
  },
  // [08:30] 张三：路灯不亮
  {
    shape: new RegExp(`^[[【(（]?(${time})[\\]】)）]?\\s*(${name})\\s*[:：]\\s*(.*)$`),
    head: ([, at = '', by = '', rest = '']) => ({ by, time: at, rest }),
  },
  // 张三 08:30：路灯不亮
  {
    shape: new RegExp(`^(${name})\\s*[[(（]?(${time})[\\])）]?\\s*[:：]\\s*(.*)$`),
    head: ([, by = '', at = '', rest = '']) => ({ by, time: at, rest }),
  },
  // 张三：路灯不亮
  { shape: new RegExp(`^(${name})\\s*[:：]\\s*(.*)$`), head: ([, by = '', rest = '']) => ({ by, time: '', rest }) },
];

/** A word before a colon that is a part of what is said, not a sender. */
const noSender =
  /^(地址|地点|位置|问题|电话|时间|内容|备注|补充|注|另外|还有|诉求|情况|https?|.*(?:号楼|单元|小区|如下|问))$/i;
const divider = new RegExp(`^[-—–=_\\s]*(?:(${day})[-—–=_\\s]*)?$`);

/** What is being read: the day that a divider named, and the message that following lines belong to. */
interface Reading {
  messages: ChatMessage[];
  date: Date | null;
  open: { head: Head; lines: string[] } | null;
  now: Date;
}

/** Reads the messages of a paste. Lines without a sender belong to the message above; before the first one each stands alone. */
export function readChat(text: string, now: Date): ChatMessage[] {
  const reading: Reading = { messages: [], date: null, open: null, now };
  for (const line of text.normalize('NFC').split(/\r\n|\r|\n/)) readLine(reading, line.trim());
  finish(reading);
  return reading.messages;
}

function finish(reading: Reading): void {
  const { open, messages, date, now } = reading;
  if (open) messages.push(messageOf(open.head, open.lines, date, now));
  reading.open = null;
}

function readLine(reading: Reading, line: string): void {
  const divided = divider.exec(line);
  if (divided) {
    if (!divided[1]) return;
    finish(reading);
    reading.date = dayOf(divided[1], reading.now);
    return;
  }
  const head = headOf(line);
  if (!head && reading.open) {
    reading.open.lines.push(line);
    return;
  }
  finish(reading);
  reading.open = { head: head ?? { by: '', time: '', rest: line }, lines: [] };
  if (!head) finish(reading);
}

function headOf(line: string): Head | null {
  // 「张三：路灯不亮」 is a quotation, 1、 an item of a list.
  if (/^[「『“"]|^\d{1,2}[、.．)）]/.test(line) || line.length > 2000) return null;
  for (const { shape, head } of heads) {
    const match = shape.exec(line);
    const found = match && head(match);
    if (found && !noSender.test(found.by)) return { ...found, by: found.by.trim() };
  }
  return null;
}

const pictureMarks = /[[【<]\s*(?:图片|照片|视频|动画表情|Photo|Image|Video)\s*[\]】>]/gi;
const otherMarks =
  /\[[^\]\n]{1,8}\]|【(?:语音|文件|位置|链接)】|@[^\s@，。：:]{1,16}[\s\u2005]?|\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]?/gu;

function messageOf(head: Head, lines: readonly string[], date: Date | null, now: Date): ChatMessage {
  const whole = [head.rest, ...lines].join('\n');
  const quoted =
    /^[「『“"]?(?:引用\s*)?[^\n:：]{1,24}[:：]\s*([^\n」』]*)[」』”"]\s*\n?(?:[-—\s]{3,}\n)?|^(?:引用|回复)\s*[^\n:：]{1,24}[:：]\s*([^\n]*)\n/.exec(
      whole,
    );
  const said = quoted ? whole.slice(quoted[0].length) : whole;
  return {
    by: head.by,
    at: momentOf(head.time, date, now),
    text: said
      .replace(pictureMarks, ' ')
      .replace(otherMarks, ' ')
      .replace(/[ \t]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim(),
    quote: quoted ? (quoted[1] ?? quoted[2] ?? '').trim().slice(0, 40) : null,
    pictures: said.match(pictureMarks)?.length ?? 0,
  };
}

const dayMs = 86_400_000;
const shanghai = 8 * 3600_000;

/** Midnight of a day in Shanghai, as words of a chat name it; null when they name none that has been. */
function dayOf(words: string, now: Date): Date | null {
  const today = Math.floor((now.getTime() + shanghai) / dayMs) * dayMs - shanghai;
  const back = ['今天', '昨天', '前天'].indexOf(words);
  if (back >= 0) return new Date(today - back * dayMs);
  const weekday = /(?:星期|周)([一二三四五六日天])/.exec(words)?.[1];
  if (weekday) {
    const wanted = '日一二三四五六'.indexOf(weekday === '天' ? '日' : weekday);
    return new Date(today - ((new Date(today + shanghai).getUTCDay() - wanted + 7) % 7) * dayMs);
  }
  const numbers = words.match(/\d+/g)?.map(Number) ?? [];
  const [month = 0, date = 0] = numbers.slice(-2);
  const year = numbers.length === 3 ? (numbers[0] ?? 0) : new Date(today + shanghai).getUTCFullYear();
  const at = Date.UTC(year, month - 1, date) - shanghai;
  // Without a year, a day that is still to come was last year's.
  const past = numbers.length === 2 && at > today + dayMs ? Date.UTC(year - 1, month - 1, date) - shanghai : at;
  return month >= 1 && month <= 12 && date >= 1 && date <= 31 ? new Date(past) : null;
}

function momentOf(words: string, date: Date | null, now: Date): Date | null {
  const clock = new RegExp(`(${day})?\\s*(凌晨|早上|上午|中午|下午|傍晚|晚上)?\\s*(\\d{1,2})[:：](\\d{2})`).exec(words);
  if (!clock) return date;
  const [, said, part = '', hours = '0', minutes = '0'] = clock;
  const midnight = said ? dayOf(said, now) : (date ?? dayOf('今天', now));
  if (!midnight) return null;
  const at = midnight.getTime() + (hourOf(part, Number(hours)) * 60 + Number(minutes)) * 60_000;
  return new Date(Math.min(at, now.getTime()));
}

/** 下午 3 is 15; 凌晨 12 is midnight, 中午 1 is 13. */
function hourOf(part: string, hour: number): number {
  if (part === '凌晨') return hour % 12;
  const late = /下午|傍晚|晚上/.test(part) || (part === '中午' && hour < 4);
  return late && hour < 12 ? hour + 12 : hour;
}
