import { refuse } from '#kernel/refuse';

/** Hosts as map services name them: t{0-7}.tianditu.gov.cn, {a-c}.tile.example. At most 26. */
const numbered = /\{([a-z0-9])-([a-z0-9])\}/;

/** One origin a host; refused when it is no address a browser could fetch a map from. */
export function originsOf(url: string): string[] {
  const [, from = '', to = ''] = numbered.exec(url) ?? [];
  const hosts = from === '' ? [url] : between(from, to).map((one) => url.replace(numbered, one));
  return [...new Set(hosts.map(originOf))];
}

function between(from: string, to: string): string[] {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  if (last < first || last - first > 25) refuseUrl('主机的范围不对', 'the range of hosts is wrong');
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : refuseUrl('不是完整的网址', 'it is not a whole address');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    refuseUrl('应以 https:// 或 http:// 开头', 'it must begin with https:// or http://');
  if (url.username || url.password) refuseUrl('网址里不能有用户名和密码', 'it must not hold a user name or password');
  // The origin goes into a response header that lists sources between spaces and semicolons.
  if (!/^https?:\/\/[\w.[\]:-]+$/.test(url.origin)) refuseUrl('主机名不对', 'the name of the host is wrong');
  return url.origin;
}

function refuseUrl(zh: string, en: string): never {
  return refuse('district.bad-base-map', { 'detail:zh': zh, 'detail:en': en });
}
