/** Compatibility forms are unified (full-width digits and letters), then only Han, Latin letters and digits stay. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Script=Han}a-z0-9]+/gu, '');

/** Adjacent pairs of characters with their counts; punctuation and blanks do not separate. */
export const countBigrams = (text: string): Map<string, number> => {
  const characters = Array.from(normalise(text));
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < characters.length; i++) {
    const bigram = `${characters[i]}${characters[i + 1]}`;
    counts.set(bigram, (counts.get(bigram) ?? 0) + 1);
  }
  return counts;
};
