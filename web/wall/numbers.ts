import type { Lang } from '#web/prefs.ts';
import { clock } from '#web/time.ts';

/** 4,126 */
export function whole(n: number): string {
  return n.toLocaleString('en-US');
}

/** 0.9642 gives 96.4; a rate just under 100 % is never rounded up to it. */
export function percent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  const value = rounded === 100 && share < 1 ? 99.9 : rounded;
  return value.toFixed(1);
}

export function signed(n: number): string {
  if (n === 0) return '±0';
  return n > 0 ? `+${whole(n)}` : `−${whole(-n)}`;
}

const ZONE_MS = 8 * 3600_000;
const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 11月21日 周六 · Sat 21 Nov */
export function dateLine(at: number, lang: Lang): string {
  const local = new Date(at + ZONE_MS);
  const weekday = weekdays[lang][local.getUTCDay()] ?? '';
  const [month, day] = [local.getUTCMonth(), local.getUTCDate()];
  return lang === 'zh-CN' ? `${month + 1}月${day}日 ${weekday}` : `${weekday} ${day} ${months[month]}`;
}

/** 18:56:32 */
export function clockSeconds(at: number): string {
  const seconds = Math.floor(at / 1000) % 60;
  return `${clock(at)}:${String(seconds).padStart(2, '0')}`;
}

/** The first instant of the day in China. */
export function midnight(at: number): Date {
  const day = 24 * 3600_000;
  return new Date(Math.floor((at + ZONE_MS) / day) * day - ZONE_MS);
}

/** Where the rates of the last 30 days begin. */
export function rateSince(at: number): Date {
  return new Date(at - 30 * 24 * 3600_000);
}

/** The largest tenth of percent that lies under all rates, so that a ranking's bars differ; said beside them. */
export function scaleLow(shares: readonly number[]): number {
  const least = Math.min(...shares, 1) * 100;
  return Math.max(0, Math.min(90, Math.floor((least - 0.001) / 10) * 10));
}
