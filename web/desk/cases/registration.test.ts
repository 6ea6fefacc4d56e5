import { expect, test } from 'vitest';
import { emptyRegistration, isReady, placeOf, reportOf } from './registration.ts';

const point = { lon: 113.64, lat: 34.72 };

test('ready means one sentence and any one way of saying where', () => {
  const form = emptyRegistration();
  expect(isReady({ ...form, body: '路灯不亮' })).toBe(false);
  expect(isReady({ ...form, areaId: 'a' })).toBe(false);
  for (const place of [{ areaId: 'a' }, { addressId: 'b' }, { point }]) {
    expect(isReady({ ...form, body: '路灯不亮', ...place })).toBe(true);
  }
});

test('the place says how it was given; the address goes before the point', () => {
  const form = { ...emptyRegistration(), point, addressText: ' 大学路 ' };
  expect(placeOf(form)).toEqual({ point, text: '大学路', source: 'map' });
  expect(placeOf({ ...form, addressId: 'b' }).source).toBe('address');
});

test('only photos that arrived are sent, and an empty contact has no fields', () => {
  const form = { ...emptyRegistration(), body: ' 路灯不亮 ', point, phone: '138 0000-1234' };
  const photo = { id: 'p', kind: 'after', url: '', file: new Blob(), share: 1 } as const;
  const report = reportOf(
    form,
    [
      { ...photo, state: 'sent' },
      { ...photo, id: 'q', state: 'failed' },
    ],
    'zh-CN',
  );
  expect(report.photos).toEqual([{ id: 'p', kind: 'before' }]);
  expect(report.contact).toEqual({ phone: '13800001234' });
  expect(report.body).toBe('路灯不亮');
  expect(report).not.toHaveProperty('title');
});
