/** Words that end the name of a place; the house number may follow. */
const suffix =
  '小区|家园|花园|公寓|新村|家属院|大院|社区|广场|公园|市场|学校|小学|中学|幼儿园|医院|超市|停车场|菜场|巷|弄|里(?=小区|社区|\\d)|苑|园|庭|府|城|湾|村|街|路(?!灯)|大道';
const building = String.raw`(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*(?:号楼|栋|幢|座|号院|号)`;
const unit = String.raw`\s*(?:(?:\d|[一二三四五六七八九])\s*单元)?`;
const named = String.raw`[\p{Script=Han}]{1,6}?(?:${suffix}){1,3}`;
/** Every place has one of these: it names none. */
const common = new RegExp(`^(?:${suffix})+$|^(?:东|南|西|北|旁|楼下|门口)`);
/** What stands before a name but is not of it: 我们和平里, 在建新街, 麻烦看看花园路. */
const before = /^.*(?:我们|咱们|你们|麻烦|请问|反映|看看|就在|位于|关于|投诉|这边|门口|旁边|对面|[在到从往是的了向])/u;

/** The words of a text that name a place, the most exact first: at most three. */
export function placeWords(text: string): string[] {
  const exact = text.match(new RegExp(`${named}\\s*(?:${building}${unit})`, 'gu')) ?? [];
  const numbered = text.match(new RegExp(`${building}${unit}`, 'gu')) ?? [];
  const names = text.match(new RegExp(named, 'gu')) ?? [];
  const words = [...exact, ...names.filter((one) => !exact.some((whole) => whole.includes(one))), ...numbered];
  const trimmed = words.map((one) => trim(one)).filter((one) => one.length >= 2 && !common.test(one));
  return [...new Set(trimmed)].slice(0, 3);
}

function trim(words: string): string {
  const cut = words.replace(before, '');
  return (cut.length >= 2 ? cut : words)
    .replace(/\s+/g, '')
    .replace(/[一二三四五六七八九十]{1,3}(?=号楼|栋|幢|座|号院|号|单元)/g, digits);
}

function digits(chinese: string): string {
  const ones = '零一二三四五六七八九';
  const [tens, rest] = chinese.includes('十') ? chinese.split('十') : ['0', chinese];
  const ten = tens === '0' ? 0 : tens === '' ? 1 : ones.indexOf(tens ?? '');
  return String(ten * 10 + Math.max(0, ones.indexOf(rest || '零')));
}
