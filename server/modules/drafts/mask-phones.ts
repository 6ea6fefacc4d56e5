/** Telephone numbers are written with their middle hidden; whoever needs them has the chat. */
export function maskPhones(text: string): string {
  return text
    .replace(/(?<!\d)(1[3-9]\d)[\s-]?\d{4}[\s-]?(\d{4})(?!\d)/g, '$1****$2')
    .replace(/(?<!\d)(0\d{2,3})[\s-]?\d{3,4}(\d{4})(?!\d)/g, '$1-****$2')
    .replace(/(?<![\dXx])(\d{6})\d{8}(\d{3}[\dXx])(?![\dXx])/g, '$1********$2');
}
