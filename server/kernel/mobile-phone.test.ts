import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPhone } from './mobile-phone.ts';

test('a mobile number is read from however it is typed', () => {
  const marks = fc.constantFrom('', ' ', '-', '  ');
  const head = fc.constantFrom('', '+86', '+86 ', '0086', '86', '(86) ', '＋８６');
  fc.assert(
    fc.property(fc.integer({ min: 13000000000, max: 19999999999 }), marks, head, (number, mark, before) => {
      const text = String(number);
      const typed = `${before}${text.slice(0, 3)}${mark}${text.slice(3, 7)}${mark}${text.slice(7)}`;
      expect(readPhone(typed)).toBe(text);
    }),
    { seed: 7 },
  );
});

test.each(['', '110', '12345678901', '138123420711', '1381234207a', '+1 13812342071', '8613812342'])(
  '%j is none',
  (text) => {
    expect(() => readPhone(text)).toThrow('phone.invalid');
  },
);
