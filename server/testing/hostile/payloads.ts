/** What a field is given instead of what it asks for. `raw` is JSON text that no value of ours would be written as. */
export type Hostile = { label: string; value: unknown } | { label: string; raw: string };

/** Words for every field of text: for databases, browsers, logs, shells, spreadsheets and for the eye. */
export const hostileTexts: readonly string[] = [
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\u202egnp.exe\u202c',
  '𠮷🏠👨‍👩‍👧‍👦',
  `e${'\u0301'.repeat(60)}`,
  '\ufeff\u200b\u2028',
  "'); drop table cases;--",
  "1' or '1'='1",
  '%_\\',
  '$1',
  '{NULL,"a}',
  'a,b,c',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the words of a template engine, sent as they stand.
  '${7*7}{{7*7}}<%= 7*7 %>{detail}{seconds}',
  'x\r\nset-cookie: gezhi_session=stolen\r\n\r\n{"level":60}',
  '\u001b[31mred\u0007',
  '../../../../etc/passwd',
  "=cmd|' /C calc'!A0",
  '__proto__',
  'constructor',
  'NaN',
  '-1e999',
  '   ',
];

export const hostileNumbers: readonly Hostile[] = [
  ...[-1, 0, 1.5, -0.0001, 2147483647, 2147483648, -2147483649, 9007199254740992, 1e15, 1e308, -1e308, 5e-324].map(
    (value) => ({ label: `number ${value}`, value }),
  ),
  // Read as Infinity by JSON.parse.
  { label: 'number 1e999', raw: '1e999' },
  { label: 'number -0', raw: '-0' },
];

export const hostileInstants: readonly string[] = [
  '2016-12-31T23:59:60Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '1000000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-21T08:00:00+23:59',
  '2026-11-21T24:00:00Z',
  '2026-11-21t08:00:00z',
  '2026-11-21 08:00:00Z',
  '2026-11-21T08:00:00.123456789Z',
  '2026-11-21',
  'now',
  'infinity',
  '1795255200000',
];

export const hostileIds = (foreign: readonly string[]): readonly string[] => [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '019AA000-0000-7000-8000-00000000ABCD',
  '{019aa000-0000-7000-8000-00000000abcd}',
  '019aa00000007000800000000000abcd',
  '019aa000-0000-7000-8000-00000000abcd ',
  '1',
  ...foreign,
];

/** Of every type once: what is asked for is among them, and then it is one more case. */
export const wrongTypes: readonly Hostile[] = [
  { label: 'null', value: null },
  { label: 'true', value: true },
  { label: 'a number', value: 7 },
  { label: 'a text', value: 'seven' },
  { label: 'an array', value: [] },
  { label: 'an array in an array', value: [[]] },
  { label: 'an object', value: {} },
  { label: 'an object of operators', value: { $gt: '', length: 5, toString: null } },
  { label: '__proto__', raw: '{"__proto__":{"admin":true}}' },
  { label: 'constructor.prototype', raw: '{"constructor":{"prototype":{"admin":true}}}' },
  { label: 'nested 2,000 deep', raw: `${'['.repeat(2000)}${']'.repeat(2000)}` },
];

/** Queries and paths as they stand in an address, with `name` the parameter. */
export const hostileQueries = (name: string): readonly string[] => [
  `${name}=1&${name}=2`,
  `${name}[]=1`,
  `${name}[a][b]=1`,
  `${name}=`,
  name,
  `${name}=%00`,
  `${name}=%ff%fe`,
  `${name}=%`,
  `${name}=%ED%A0%80`,
  `${name}=${encodeURIComponent("' or 1=1--")}`,
  `${name}=${encodeURIComponent('x\r\nset-cookie: a=b')}`,
  `${name}=${'9'.repeat(400)}`,
  `${name}=${'%F0%A0%AE%B7'.repeat(3000)}`,
  `${name}=NaN`,
  `${name}=Infinity`,
  `${name}=-1`,
  `${name}=1e400`,
  `${name}=0x10`,
  `__proto__=1&constructor=2&${name}=true`,
];

export const hostilePaths: readonly string[] = [
  '%2e%2e',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e%5c%2e%2e%5cwindows',
  '.',
  '%00',
  'a%00b',
  '%ff',
  '%',
  '%ED%A0%80',
  '%F0%A0%AE%B7',
  "'%20or%201=1--",
  '%0d%0aset-cookie:%20a=b',
  '%3Cscript%3E',
  '__proto__',
  'constructor',
  'null',
  '-1',
  'a'.repeat(199),
  'a'.repeat(5000),
  '%25'.repeat(80),
];
