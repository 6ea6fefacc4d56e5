import { type ChatMessage, readChat } from './read-chat.ts';

/** One matter of a chat: everything that was said of it. */
export interface Matter {
  body: string;
  at: Date | null;
  by: string;
  messages: number;
  pictures: number;
  /** The messages themselves, in their order. */
  said: Said[];
}

export interface Said {
  by: string;
  at: Date | null;
  text: string;
}

export interface SplitChat {
  matters: Matter[];
  messages: number;
  /** Messages that belong to none. */
  left: number;
}

/** Words that tell of something that should not be so, or ask for something to be done. */
const trouble =
  /坏|破|不亮|没亮|漏|堵|停水|停电|没水|没电|没气|断[水电气网]|跳闸|吵|噪|扰民|垃圾|臭|异味|占[道用着了住]|堆[放满了着在]|乱[停放扔丢倒贴搭涂]|井盖|积水|积雪|结冰|倒[了在下]|掉[了下]|裂|塌|陷|断[了裂开]|歪|松动|脱落|生锈|老化|裸露|打不开|关不上|进不[去来]|出不[去来]|不通|不动|不能用|用不了|没法|没人[管修收清打]|不管|投诉|反映|举报|危险|隐患|冒[烟水火]|着火|打架|吵架|纠纷|拖欠|欠薪|不牵绳|没牵绳|咬|遛狗|狗屎|粪|油烟|烧烤|飞线|充电|电梯|蚊|老鼠|蟑螂|虫|污水|施工|违建|私搭|加盖|摆摊|挡|砸|偷|骗|传单|小广告|噪音|修一?下|来修|没修|修[理好]|清[理运一]|处理|解决|看看|管管|摔|走失|晕倒|漆黑|太黑|坑|洼|翘|燃气|煤气|味[道儿]?[很太大]/;
/** Short words of courtesy, agreement and impatience. */
const chatter =
  /^(?:收到|好+的?|好嘞|谢+|感谢|多谢|辛苦|嗯+|哦+|哈+|是的?|对的?|行|可以|没事|不客气|ok|okay|早|早上好|大家好|晚上好|在吗|赞|同意|支持|加油|知道了|明白|了解|马上|稍等|已[经]?(?:上报|反馈|转|处理|解决|修好|联系|安排)|我[去来]看|我问问|联系(?:物业|师傅)|什么情况|哪里|哪儿|几号楼|具体位置|有照片吗)/i;
/** What is told to everybody is no report. */
const notice =
  /^(?:各位|【?(?:温馨提示|通知|公告|提醒)|接龙|#接龙|通知|提醒大家|请大家|请各位|温馨提示)|接种|报名|核酸|缴费通知|停水通知|停电通知|请(?:各位|大家|居民)/;
/** The same thing, said by somebody else. */
const meToo =
  /^(?:我们?(?:家|楼|单元|这边|这里|这)?(?:也|一样)|同[上问]|\+1|我也|确实|就是|对[，,]|是啊|一样|都[好快]?几天|也太|每天都|天天)/;
/** The same person goes on. */
const goesOn =
  /^(?:就?在|位置|地址|地点|补充|照片|看[图下]|如图|就是|已经|都|从|每|昨|前天|今|现在|到现在|麻烦|请|谁|能|什么时候|有没有|这|那|太|真|大人|老人|小孩|孩子|\d+(?:号楼|栋|幢|单元))/;
/** Neighbours among themselves, and questions that an office answers on the spot. */
const sociable =
  /推荐|团购|拼单|转让|出售|出租|求购|多少钱|有没有人?要|天气|生日|节日|快乐|好吃|捡到|请问.{0,12}(?:在哪|怎么[办走]|几点|电话|材料)|(?:在哪|几点|怎么)[办上开].{0,4}$|几点来|大厅|转发|明天上门|排查|冲洗|跟进|清理$|记下|今晚|正在/;
/** Characters from which on an untroubled sentence may be a matter, too. */
const enough = 8;
const another = /^(?:还有|另外|再[说反]|顺便|对了|此外)/;

const minute = 60_000;
/** A person tells one thing in one go. */
const oneGo = 10 * minute;
const mostMatters = 60;
/** Of the words of a report. */
const mostCharacters = 2000;

/**
 * Splits a chat into matters: a message with a trouble begins one; what the same person adds at once, what somebody
 * answers to it or says of the same, joins it; courtesy and notices are left out. Nothing is learnt, so the same paste
 * gives the same drafts (measured in split-chat.test.ts).
 */
export function splitChat(text: string, now: Date): SplitChat {
  const messages = readChat(text, now).flatMap(parts);
  const matters: Matter[] = [];
  let left = 0;
  for (const message of messages) {
    const home = matters.length > mostMatters ? 'none' : homeOf(message, matters);
    if (home === 'none') left += 1;
    else if (home === 'new') matters.push({ ...asMatter(message) });
    else join(home, message);
  }
  return { matters: matters.slice(0, mostMatters), messages: messages.length, left };
}

function asMatter({ text, at, by, pictures }: ChatMessage): Matter {
  const body = text
    .replace(another, '')
    .replace(/^[，,：:\s]+/, '')
    .slice(0, mostCharacters);
  return { body, at, by, messages: 1, pictures, said: [{ by, at, text }] };
}

function join(matter: Matter, { by, at, text, pictures }: ChatMessage): void {
  matter.said.push({ by, at, text });
  if (text !== '' && !chatter.test(text)) matter.body = `${matter.body}\n${text}`.slice(0, mostCharacters);
  matter.messages += 1;
  matter.pictures += pictures;
}

/** Numbered items and what begins with 另外 or 还有 are matters of their own. */
function parts(message: ChatMessage): ChatMessage[] {
  const listed = message.text.split(
    /(?:^|\n|(?<=[。；;]))\s*(?:\d{1,2}[、)）]|\d{1,2}[.．](?!\d)|[一二三四五六七八九]、)|[①②③④⑤⑥⑦⑧⑨]/,
  );
  const items = (listed.length > 2 ? listed : [message.text]).flatMap((one) =>
    one.split(/(?<=[。；;！!\n]|，)\s*(?=(?:另外|还有就是|还有[，,]|此外|顺便反映))/),
  );
  const full = items
    .map((one) => one.trim().replace(/[，；;]$/, ''))
    .filter((one) => one !== '' && !/[:：]$/.test(one));
  const list = listed.length > 3 || full.filter((one) => trouble.test(one)).length * 2 >= full.length;
  if (full.length < 2 || !list) return [message];
  return full.map((text, index) => ({
    ...message,
    text,
    item: true,
    pictures: index === full.length - 1 ? message.pictures : 0,
  }));
}

function homeOf(message: ChatMessage, matters: readonly Matter[]): Matter | 'new' | 'none' {
  const { text, by, quote } = message;
  const own = matters.findLast((matter) => matter.by === by && by !== '' && within(matter, message));
  const quoted = quote === null ? undefined : quotedMatter(quote, matters);
  if (quoted) return quoted;
  if (text === '') return pictureOf(message, own ?? matters.at(-1));
  if (notice.test(text)) return 'none';
  if (message.item) return text.length >= 4 ? 'new' : 'none';
  return joined(message, own, matters.at(-1)) ?? (tellsOfOne(text) ? 'new' : 'none');
}

/** A picture alone belongs to what its sender told last, or to what was told last at all. */
function pictureOf({ pictures }: ChatMessage, last: Matter | undefined): Matter | 'none' {
  return pictures > 0 && last ? last : 'none';
}

/** The sender's own matter that is told on, or the last one, which another has as well. */
function joined(message: ChatMessage, own: Matter | undefined, last: Matter | undefined): Matter | undefined {
  if (own && continues(message.text, own)) return own;
  const same = last && last.by !== message.by && meToo.test(message.text) && within(last, message);
  return same ? last : undefined;
}

const troubled = (text: string) => trouble.test(text) && text.length >= 4;

function continues(text: string, own: Matter): boolean {
  if (another.test(text) || chatter.test(text) || otherPlace(text, own)) return false;
  return goesOn.test(text) || !troubled(text);
}

/** A draft too many is dropped with one click; a matter that is missed is missed for good. */
function tellsOfOne(text: string): boolean {
  if ((chatter.test(text) && text.length <= 20) || asksBack(text) || sociable.test(text)) return false;
  return troubled(text) || text.length >= enough;
}

function within(matter: Matter, { at }: ChatMessage): boolean {
  return at === null || matter.at === null || Math.abs(at.getTime() - matter.at.getTime()) <= oneGo;
}

function quotedMatter(quote: string, matters: readonly Matter[]): Matter | undefined {
  const head = quote
    .replace(/[[【][^\]】]*[\]】]|…|\.\.\./g, '')
    .trim()
    .slice(0, 12);
  return head.length < 2 ? undefined : matters.findLast((matter) => matter.body.includes(head));
}

/** Another building than the one spoken of is another matter. */
function otherPlace(text: string, own: Matter): boolean {
  const building = (words: string) => /(\d+|[一二三四五六七八九十]+)\s*(?:号楼|栋|幢|座)/.exec(words)?.[1];
  const [here, there] = [building(text), building(own.body)];
  return here !== undefined && there !== undefined && here !== there;
}

/** The liaison asks or answers: 您是几号楼的？ 已经通知物业处理了。 */
function asksBack(text: string): boolean {
  return (
    /^(?:您|你|请问您|师傅|物业(?:已|马上|说|师傅)|已|正在|我(?:马上|现在|这就|已|下[来去]|过[来去]|[来去])|马上|明天(?:来|派|安排))/.test(
      text,
    ) || /(?:修好了|处理好了|解决了|已经?(?:通知|联系|安排|上报|派))/.test(text)
  );
}
