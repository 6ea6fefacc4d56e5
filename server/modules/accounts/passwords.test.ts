import { describe, expect, it } from 'vitest';
import { needGoodPassword } from './passwords.ts';
import { readEmail } from './read-email.ts';

describe('a password', () => {
  it.each([
    'short',
    'password12',
    'Password2024!',
    '1234567890',
    '0987654321',
    '13812342071',
    'abcdefghijk',
    'aaaaaaaaaaaa',
    '121212121212',
    'qwertyuiop1',
    'wang.worker',
    'xWang.Worker1',
    'woaini520520',
    'gezhi20242024',
  ])('%s is too weak', (word) => expect(() => needGoodPassword(word, 'wang.worker')).toThrow('account.weak-password'));
  it.each(['seven grey herons', '春眠不觉晓处处闻啼鸟', 'T7#vq9Lm2x', 'gezhi-demo'])('%s is good enough', (word) =>
    expect(() => needGoodPassword(word, 'wang.worker')).not.toThrow(),
  );
});

describe('an e-mail address', () => {
  it.each(['a@example.org', 'chen.xm+gz@mail.town.gov.cn', '陈@例子.中国'])('%s is one', (text) => {
    expect(readEmail(` ${text} `)).toBe(text);
  });
  it.each(['', 'a', 'a@b', '@b.cn', 'a b@c.cn', 'a@b.cn, c@d.cn', 'a@b.cn\nBcc: x@y.cn', '<a@b.cn>'])(
    '%j is none',
    (text) => {
      expect(() => readEmail(text)).toThrow('input.invalid');
    },
  );
});
