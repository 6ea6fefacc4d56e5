import { countBigrams } from './text-features.ts';

export type Wording = { title: string; body: string };
export type Likeness = { score: number; likelySame: boolean };

/**
 * Cosines measured on 4,326 town-hall messages: from 0.25 worth a look, from 0.45 very probably the same matter.
 * Only ever a hint: people merge, programs do not.
 */
const showFrom = 0.25;
const likelySameFrom = 0.45;
/** The matter stands at the beginning; the rest of a long report is its history. */
const bodyRead = 400;

const wordsOf = ({ title, body }: Wording): string => `${title} ${title} ${body.slice(0, bodyRead)}`;

const lengthOf = (weights: Map<string, number>): number =>
  Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));

const cosine = (one: Map<string, number>, other: Map<string, number>): number => {
  const lengths = lengthOf(one) * lengthOf(other);
  if (lengths === 0) return 0;
  let sum = 0;
  for (const [bigram, weight] of one) sum += weight * (other.get(bigram) ?? 0);
  return sum / lengths;
};

/** Log frequency by inverse document frequency among the texts at hand: the street that all of them name counts little. */
const weigh = (texts: readonly Map<string, number>[]): Map<string, number>[] => {
  const frequencies = new Map<string, number>();
  for (const text of texts)
    for (const bigram of text.keys()) frequencies.set(bigram, (frequencies.get(bigram) ?? 0) + 1);
  const idf = (bigram: string) => Math.log((1 + texts.length) / (1 + (frequencies.get(bigram) ?? 0))) + 1;
  return texts.map(
    (text) => new Map([...text].map(([bigram, count]) => [bigram, (1 + Math.log(count)) * idf(bigram)])),
  );
};

/**
 * Scores a shortlist (reports near by or of like words, at most some hundred) against a text by tf-idf cosine of
 * character pairs, titles twice; answers those worth showing, best first, equals in the order given.
 */
export const rankSimilar = <C extends Wording>(text: string, candidates: readonly C[]): (C & Likeness)[] => {
  const asked = text.slice(0, 2 * bodyRead);
  const [query = new Map(), ...others] = weigh([asked, ...candidates.map(wordsOf)].map(countBigrams));
  return candidates
    .map((candidate, i) => ({ candidate, score: cosine(query, others[i] ?? new Map()) }))
    .filter(({ score }) => score >= showFrom)
    .sort((a, b) => b.score - a.score)
    .map(({ candidate, score }) => ({ ...candidate, score, likelySame: score >= likelySameFrom }));
};
