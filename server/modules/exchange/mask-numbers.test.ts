import { expect, test } from 'vitest';
import { maskNumbers } from './mask-numbers.ts';

test.each([
  ['请回电 13812345678 谢谢', '请回电 *** 谢谢'],
  ['138 1234 5678', '***'],
  ['138-1234-5678', '***'],
  ['１３８１２３４５６７８', '***'],
  ['0371-60001234', '***'],
  ['0371 60001234', '***'],
  ['身份证 41010319900101123X', '身份证 ***'],
  ['410103 19900101 123X', '***'],
  ['卡号 6222 0200 1234 5678 901', '卡号 ***'],
  ['mail wang.x@example.org now', 'mail *** now'],
])('hides %s', (text, masked) => {
  expect(maskNumbers(text)).toBe(masked);
});

test.each(['2026-11-22 10:30 起不亮', '淮河路 330 号 12 号灯杆', '编号 LD-20261', '3-2-501'])('keeps %s', (text) => {
  expect(maskNumbers(text)).toBe(text);
});
