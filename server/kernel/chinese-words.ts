import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Jieba } from '@node-rs/jieba';

/** A run of Han, or a run of other letters and digits ("ktv", "3", "豫a12" is two); everything else separates. */
const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);

const unify = (text: string): string => text.normalize('NFKC').toLowerCase();

const pairs = (han: string): string[] => {
  const characters = Array.from(han);
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
};

/** What one text can be found by. "12号楼" gives 12, 12号 and 号楼, so that a house number is not any 12. */
const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  let previous: { text: string; end: number } | null = null;
  for (const match of unify(text).matchAll(runs)) {
    const [run] = match;
    if (isHan(run)) {
      if (previous && previous.end === match.index) tokens.push(`${previous.text}${Array.from(run)[0]}`);
      tokens.push(...pairs(run));
      previous = null;
    } else {
      tokens.push(run);
      previous = { text: run, end: match.index + run.length };
    }
  }
  return tokens;
};

/**
 * The search words of the given texts for the column `tokens`: every pair of neighbouring Han characters, and Latin
 * words and numbers whole; each once, in order, with a blank at each end. Pairs and not dictionary words: any fragment of
 * two characters is found, and what is stored does not depend on the edition of a dictionary.
 */
export const searchTokens = (...texts: string[]): string => ` ${[...new Set(texts.flatMap(tokensOf))].join(' ')} `;

// 40 MB and 0.2 s: only a process that is asked a question loads the dictionary. The package's own dict.js would read it,
// and another of 6 MB, at start.
let jieba: Jieba | undefined;
const cut = (text: string): string[] => {
  jieba ??= Jieba.withDict(readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')));
  return jieba.cut(text, true);
};

/** In a Han run the words are looked for apart: 垃圾没人清理 also finds 垃圾三天没人来清理. A lone character says too little. */
const wordsOfRun = (han: string): string[] => {
  const words = cut(han).flatMap(pairs);
  return words.length > 0 ? words : pairs(han);
};

const queryWords = (text: string): string[] => {
  const words: string[] = [];
  const matches = [...text.matchAll(runs)];
  matches.forEach((match, i) => {
    const [run] = match;
    const next = matches[i + 1];
    if (isHan(run)) words.push(...wordsOfRun(run));
    else if (next && next.index === match.index + run.length) words.push(`${run}${Array.from(next[0])[0]}`);
    else words.push(run);
  });
  return [...new Set(words)];
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/**
 * A typed search as the two conditions of app.search_cases: all `words` must be among the tokens, and `fragment` (ready
 * for LIKE) must stand in the text. Quotes ask for exactly these characters; a single Han character has no pair.
 * Both empty: nothing was asked. A text that holds the query literally is found, numbers and Latin words taken whole.
 */
export const queryTokens = (typed: string): { words: string[]; fragment: string } => {
  const text = typed.trim();
  const quoted = /^["“「](.+)["”」]$/su.exec(text)?.[1]?.trim();
  if (quoted) return { words: [], fragment: escapeLike(quoted) };
  const words = queryWords(unify(text));
  const isShort = words.length === 0 && /\p{Script=Han}/u.test(text);
  return { words, fragment: isShort ? escapeLike(text) : '' };
};
