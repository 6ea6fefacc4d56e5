const digit = '[0-9\uff10-\uff19]';
/** A phone, an identity number, a bank card, an e-mail: what a sender may have written into a public text by mistake. */
const personal = new RegExp(
  [
    '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+',
    `${digit}{7,}[Xx\uff38\uff58]?`, // written in one
    `0${digit}{2,3}[\\s-]${digit}{7,8}`, // 0371-60000000
    `(?:${digit}[\\s-]?){10,}[0-9\uff10-\uff19Xx]`, // 138 1234 5678; a date with an hour is shorter
  ].join('|'),
  'g',
);

/** The text with every such number as ***; dates, house and lamp numbers stay. */
export function maskNumbers(text: string): string {
  return text.replace(personal, '***');
}
