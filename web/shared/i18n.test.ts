import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fill } from './i18n.ts';

const web = fileURLToPath(new URL('..', import.meta.url));

function filesWithTexts(): string[] {
  return readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .filter((path) => readFileSync(web + path, 'utf8').includes('makeI18n('));
}

/** key: 'text' lines of a file, in order: first all Chinese ones, then all English ones. */
function pairs(path: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const source = readFileSync(web + path, 'utf8');
  for (const [, key = '', text = ''] of source.matchAll(/(\w+):\s*(?:'((?:[^'\\]|\\.)*)')/g)) {
    found.set(key, [...(found.get(key) ?? []), text]);
  }
  return found;
}

const names = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();

describe('texts', () => {
  it('fills names and leaves unknown ones readable', () => {
    expect(fill('{n} 件,{n} 人', { n: 3 })).toBe('3 件,3 人');
    expect(fill('{missing}')).toBe('{missing}');
  });

  it('take the same parameters in both languages', () => {
    const unequal = filesWithTexts().flatMap((path) =>
      [...pairs(path)]
        .filter(([, texts]) => texts.length === 2 && names(texts[0] ?? '') !== names(texts[1] ?? ''))
        .map(([key]) => `${path}: ${key}`),
    );
    expect(unequal).toEqual([]);
  });

  it('write Chinese for residents with full-width punctuation', () => {
    const own = filesWithTexts().filter((path) => /^(shared|resident)\//.test(path));
    const narrow = own.flatMap((path) =>
      [...pairs(path)].filter(([, [zh = '']]) => /[一-龥][,;?!]/.test(zh)).map(([key]) => `${path}: ${key}`),
    );
    expect(narrow).toEqual([]);
  });
});
