import type { Lang } from './prefs.ts';

// Everything happens in towns of one zone without summer time: the day of a case does not move with its reader.
const ZONE_MS = 8 * 3600_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function local(at: number): Date {
  return new Date(at + ZONE_MS);
}

function dayNumber(at: number): number {
  return Math.floor((at + ZONE_MS) / DAY);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

export function ms(at: string | number | Date): number {
  return typeof at === 'number' ? at : new Date(at).getTime();
}

/** 18:42 */
export function clock(at: number): string {
  const d = local(at);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

/** 2025-11-21 18:42 */
export function full(at: number): string {
  const d = local(at);
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${clock(at)}`;
}

/** 今天 18:42 · 昨天 18:42 · 明天 18:42 · 11-19 18:42 · 2024-11-19 */
export function day(at: number, now: number, lang: Lang): string {
  const zh = lang === 'zh-CN';
  const away = dayNumber(at) - dayNumber(now);
  if (away === 0) return `${zh ? '今天' : 'Today'} ${clock(at)}`;
  if (away === -1) return `${zh ? '昨天' : 'Yesterday'} ${clock(at)}`;
  if (away === 1) return `${zh ? '明天' : 'Tomorrow'} ${clock(at)}`;
  const text = full(at);
  return local(at).getUTCFullYear() === local(now).getUTCFullYear() ? text.slice(5) : text.slice(0, 10);
}

const agoWords = {
  'zh-CN': { now: '刚刚', yesterday: '昨天', minutes: '分钟前', hours: '小时前', days: '天前' },
  en: { now: 'just now', yesterday: 'yesterday', minutes: 'min ago', hours: 'h ago', days: 'days ago' },
} as const;

/** 刚刚 · 5 分钟前 · 3 小时前 · 昨天 · 6 天前 · 2025-10-01 */
export function ago(at: number, now: number, lang: Lang): string {
  const words = agoWords[lang];
  const past = Math.max(0, now - at);
  const days = dayNumber(now) - dayNumber(at);
  if (past < MINUTE) return words.now;
  if (past < HOUR) return `${Math.floor(past / MINUTE)} ${words.minutes}`;
  if (days <= 0) return `${Math.floor(past / HOUR)} ${words.hours}`;
  if (days === 1) return words.yesterday;
  return days < 30 ? `${days} ${words.days}` : full(at).slice(0, 10);
}

/** The two largest units of a span: 21 小时 38 分. Under a minute counts as one. */
export function span(length: number, lang: Lang): string {
  const zh = lang === 'zh-CN';
  const minutes = Math.max(1, Math.floor(length / MINUTE));
  const d = Math.floor(minutes / 1440);
  const h = Math.floor((minutes % 1440) / 60);
  const m = minutes % 60;
  const units: [number, string][] = [
    [d, zh ? '天' : 'd'],
    [h, zh ? '小时' : 'h'],
    [m, zh ? '分' : 'min'],
  ];
  const first = units.findIndex(([n]) => n > 0);
  return units
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ');
}

export interface Remaining {
  text: string;
  state: 'calm' | 'near' | 'over';
}

/** When a clock ends, and from when it counts as near its end: the district's threshold has decided both. */
export interface Ending {
  due: number;
  near: number | null;
}

/** What is left: 剩 1 小时 46 分, 临期 剩 46 分 near the end, or 超 24 分 when it has passed. */
export function remaining({ due, near }: Ending, now: number, lang: Lang): Remaining {
  const left = due - now;
  const zh = lang === 'zh-CN';
  if (left < 0) return { text: zh ? `超 ${span(-left, lang)}` : `${span(-left, lang)} late`, state: 'over' };
  const text = zh ? `剩 ${span(left, lang)}` : `${span(left, lang)} left`;
  if (near === null || now < near) return { text, state: 'calm' };
  return { text: zh ? `临期 ${text}` : `near due, ${text}`, state: 'near' };
}

/** Metres as people say them: 38 米 · 1.2 公里 */
export function distance(metres: number, lang: Lang): string {
  const zh = lang === 'zh-CN';
  if (metres < 1000) return `${Math.round(metres)} ${zh ? '米' : 'm'}`;
  return `${(metres / 1000).toFixed(1)} ${zh ? '公里' : 'km'}`;
}
