import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryTokens, searchTokens } from './chinese-words.ts';

/** The two conditions of app.search_cases, in memory. */
const finds = (query: string, ...texts: string[]): boolean => {
  const tokens = new Set(searchTokens(...texts).split(' '));
  const { words, fragment } = queryTokens(query);
  const like = fragment.replaceAll(/\\([\\%_])/g, '$1');
  return words.every((word) => tokens.has(word)) && texts.join(' ').includes(like);
};

describe('stored tokens', () => {
  it('are the pairs of Han characters, Latin words and numbers, each once, with a blank at each end', () => {
    expect(searchTokens('路灯不亮，路灯！', 'KTV 3号楼')).toBe(' 路灯 灯不 不亮 ktv 3 3号 号楼 ');
    expect(searchTokens('')).toBe('  ');
    expect(searchTokens('ＡＢＣ１２')).toBe(' abc12 ');
  });

  it('hold characters beyond the first plane as one', () => {
    expect(searchTokens('𠮷野家')).toBe(' 𠮷野 野家 ');
  });
});

describe('a search', () => {
  const report = '三单元门口的垃圾好几天没人来清理，臭味很大';
  const address = '中原路112号院3号楼 ABC便利店旁';

  it.each([
    ['垃圾', true],
    ['元门', true],
    ['门口的垃', true],
    ['垃圾没人清理', true],
    ['垃圾 臭味', true],
    ['中原路112号', true],
    ['3号楼', true],
    ['abc', true],
    ['ABC便利店', true],
    ['"没人来清理"', true],
    ['臭', true],
    ['12号', false],
    ['1号楼', false],
    ['路灯', false],
    ['"垃圾没人清理"', false],
    ['垃圾 路灯', false],
    ['水', false],
  ])('for %s finds the report: %s', (query, expected) => {
    expect(finds(query, report, address)).toBe(expected);
  });

  it('asks nothing of blanks and punctuation', () => {
    for (const query of ['', '  ', '，。！', '""']) expect(queryTokens(query)).toEqual({ words: [], fragment: '' });
  });

  it('takes the signs of LIKE as characters', () => {
    expect(queryTokens('"50%_\\"').fragment).toBe('50\\%\\_\\\\');
  });

  it('finds every fragment of two or more characters of any sentence', () => {
    const sentence = fc
      .array(fc.constantFrom(...'路灯不亮小区垃圾堆满了楼道里有人电动车充电很危险'), { minLength: 2, maxLength: 40 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(sentence, fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % (text.length - 1);
        const fragment = text.slice(start, start + 2 + (length % 8));
        expect(finds(fragment, text)).toBe(true);
      }),
      { numRuns: 300, seed: 20260101 },
    );
  });
});
