// A wall hangs in a hall. What a resident wrote may hold a name, a phone or a door: such a title is not shown there.
const personal = [
  /(?:\d[\s-]?){7,}/, // phones, identity numbers, bank cards: seven digits and more
  /[\w.+-]+@[\w-]+\.\w+/,
  /微信|QQ|电话|手机|身份证|住址|家住/i,
  /我叫|我姓|本人|姓名|名叫/,
  /\d{1,4}\s*(?:室|户|门牌)/,
  /\d{1,3}\s*[-–—]\s*\d{1,3}\s*[-–—]\s*\d{2,4}/, // 3-2-501
  /[\p{Script=Han}]{1,3}(?:先生|女士|大爷|大妈|大娘|奶奶|爷爷|阿姨|叔叔|师傅)/u,
];

/** The title where it names nobody and no dwelling; else the kind of case; else only that there is one. */
export function publicTitle(title: string, categoryName: string | null, locale: 'zh-CN' | 'en'): string {
  if (!personal.some((pattern) => pattern.test(title))) return title;
  return categoryName ?? (locale === 'en' ? 'A report' : '居民反映事项');
}
