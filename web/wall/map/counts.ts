/** `to` is inclusive; null = and more. */
export interface CountClass {
  from: number;
  to: number | null;
}

/** Shares of the areas with any case that lie in the first, the first two and the first three classes. */
const QUANTILES = [0.35, 0.65, 0.88];

/**
 * None, then up to four classes by how the counts are spread: a few busy blocks would leave all others in one class of
 * even steps. The legend says the numbers.
 */
export function classesFor(counts: Iterable<number>): readonly CountClass[] {
  const some = [...counts].filter((n) => n > 0).sort((one, two) => one - two);
  const largest = some.at(-1) ?? 0;
  const ends: number[] = [];
  for (const share of QUANTILES) {
    const end = Math.max(some[Math.floor(share * some.length)] ?? 1, (ends.at(-1) ?? 0) + 1);
    if (end < largest) ends.push(end);
  }
  const starts = [1, ...ends.map((end) => end + 1)];
  return [{ from: 0, to: 0 }, ...starts.map((from, index) => ({ from, to: ends[index] ?? null }))];
}

export function classOf(classes: readonly CountClass[], n: number): number {
  return Math.max(
    0,
    classes.findIndex((one) => n >= one.from && (one.to === null || n <= one.to)),
  );
}

export function sayClass({ from, to }: CountClass): string {
  if (to === null) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}

/** Which of the five faces of the palette a class has: fewer classes take the lighter ones apart. */
export function faceOf(classes: readonly CountClass[], index: number): number {
  if (index === 0) return 1;
  const steps = classes.length - 1;
  return steps === 1 ? 3 : 1 + Math.round((index * 4) / steps);
}
