import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ago, clock, day, distance, full, remaining, span } from './time.ts';

const now = Date.parse('2026-11-21T10:42:00Z'); // 18:42 in the towns
const hour = 3600_000;

describe('time in words', () => {
  it('speaks of days as the towns count them, whatever the zone of the device', () => {
    expect(day(now, now, 'zh-CN')).toBe('今天 18:42');
    expect(day(Date.parse('2026-11-20T16:30:00Z'), now, 'zh-CN')).toBe('今天 00:30');
    expect(day(Date.parse('2026-11-20T15:30:00Z'), now, 'zh-CN')).toBe('昨天 23:30');
    expect(day(Date.parse('2026-11-21T16:30:00Z'), now, 'en')).toBe('Tomorrow 00:30');
    expect(day(Date.parse('2026-03-01T02:00:00Z'), now, 'zh-CN')).toBe('03-01 10:00');
    expect(day(Date.parse('2025-03-01T02:00:00Z'), now, 'zh-CN')).toBe('2025-03-01');
  });

  it('says how long ago in the largest unit that helps', () => {
    expect(ago(now - 20_000, now, 'zh-CN')).toBe('刚刚');
    expect(ago(now - 5 * 60_000, now, 'zh-CN')).toBe('5 分钟前');
    expect(ago(now - 3 * hour, now, 'en')).toBe('3 h ago');
    expect(ago(now - 20 * hour, now, 'zh-CN')).toBe('昨天');
    expect(ago(now - 6 * 24 * hour, now, 'zh-CN')).toBe('6 天前');
    expect(ago(now - 60 * 24 * hour, now, 'zh-CN')).toBe('2026-09-22');
  });

  it('gives the two largest units of a span', () => {
    expect(span(21 * hour + 38 * 60_000, 'zh-CN')).toBe('21 小时 38 分');
    expect(span(2 * hour, 'zh-CN')).toBe('2 小时');
    expect(span(25 * hour + 60_000, 'en')).toBe('1 d 1 h');
    expect(span(1000, 'zh-CN')).toBe('1 分');
  });

  it('turns from calm to near to over, near from when the district says', () => {
    const left = (away: number, near: number | null) => remaining({ due: now + away, near }, now, 'zh-CN');
    expect(left(5 * hour, now + 1)).toEqual({ text: '剩 5 小时', state: 'calm' });
    expect(left(106 * 60_000, now)).toEqual({ text: '临期 剩 1 小时 46 分', state: 'near' });
    expect(left(60_000, null)).toEqual({ text: '剩 1 分', state: 'calm' });
    expect(left(-24 * 60_000, now - hour)).toEqual({ text: '超 24 分', state: 'over' });
  });

  it('never shows an empty span or a broken clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (away) => {
        expect(remaining({ due: now + away, near: null }, now, 'zh-CN').text).toMatch(
          /^[剩超] \d+ (天|小时|分)( \d+ (小时|分))?$/,
        );
        expect(clock(now + away)).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
        expect(full(now + away)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
      }),
    );
  });

  it('says metres as people do', () => {
    expect(distance(37.6, 'zh-CN')).toBe('38 米');
    expect(distance(1240, 'en')).toBe('1.2 km');
  });
});
