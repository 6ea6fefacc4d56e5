import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cryptoOf, loadMasterKey, maskEmail, maskName, maskPhone } from './crypto.ts';

const crypto = cryptoOf(Buffer.alloc(32, 5));

describe('sealing', () => {
  it('gives back any text, and never the same bytes twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = crypto.seal(text);
        expect(crypto.open(sealed)).toBe(text);
        expect(sealed.equals(crypto.seal(text))).toBe(false);
      }),
      { seed: 20260120 },
    );
  });

  it('refuses any changed byte, any cut, and another key', () => {
    const sealed = crypto.seal('13812342071');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => crypto.open(changed)).toThrow();
      expect(() => crypto.open(sealed.subarray(0, at))).toThrow();
    }
    expect(() => cryptoOf(Buffer.alloc(32, 6)).open(sealed)).toThrow();
  });
});

describe('blind index and signatures', () => {
  it('are equal for equal values only, and differ by kind', () => {
    expect(crypto.blindIndex('phone', '13812342071')).toEqual(crypto.blindIndex('phone', '13812342071'));
    expect(crypto.blindIndex('phone', '13812342071')).not.toEqual(crypto.blindIndex('email', '13812342071'));
    expect(crypto.blindIndex('phone', '13812342071')).not.toEqual(crypto.blindIndex('phone', '13812342072'));
  });

  it('verify what they signed and nothing else', () => {
    const signature = crypto.sign('410103/abc/view/1700000000');
    expect(signature).toMatch(/^[\w-]{43}$/);
    expect(crypto.verify('410103/abc/view/1700000000', signature)).toBe(true);
    expect(crypto.verify('410103/abc/view/1700000001', signature)).toBe(false);
    expect(crypto.verify('410103/abc/view/1700000000', '')).toBe(false);
    expect(crypto.verify('410103/abc/view/1700000000', `${signature.slice(0, -1)}é`)).toBe(false);
  });
});

describe('the master key', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gezhi-key-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('is made once, readable by its owner only, even when several processes start at once', async () => {
    const keys = await Promise.all([1, 2, 3].map(() => loadMasterKey(join(dir, 'new'))));
    const again = await loadMasterKey(join(dir, 'new'));
    for (const key of keys) expect(key.equals(again)).toBe(true);
    expect((await stat(join(dir, 'new', 'key'))).mode & 0o777).toBe(0o600);
  });

  it('comes from the configuration when given, and says what is wrong with it', async () => {
    const key = Buffer.alloc(32, 9);
    expect((await loadMasterKey(dir, key.toString('base64'))).equals(key)).toBe(true);
    await expect(loadMasterKey(dir, 'short')).rejects.toThrow('GEZHI_KEY must hold 32 bytes');
    await writeFile(join(dir, 'key'), 'spoiled');
    await expect(loadMasterKey(dir)).rejects.toThrow('must hold 32 bytes');
  });
});

describe('masking', () => {
  it.each([
    [maskName('陈晓明'), '陈**'],
    [maskName('陈明'), '陈*'],
    [maskName('𠮷田'), '𠮷*'],
    [maskName('陈'), '陈*'],
    [maskPhone('13812342071'), '138****2071'],
    [maskPhone('02812345'), '****45'],
    [maskEmail('chen@example.org'), 'c***@example.org'],
    [maskEmail('not an address'), '***'],
  ])('%s', (masked, expected) => expect(masked).toBe(expected));
});
