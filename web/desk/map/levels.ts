/** Which level of the tree is coloured and which is named at a scale: pure, so that it can be tested. */
export interface LevelSize {
  level: number;
  /** Mean width of an area of this level, in map units. */
  size: number;
}

// Measured on 1366 px screens: an area narrower than 18 px cannot be told from its neighbour, a name needs 64 px.
const FILL_PX = 18;
const NAME_PX = 64;
// The next level is asked for a little before it is needed.
const ASK_PX = 48;

export interface ShownLevels {
  fill: number;
  named: number;
  /** A level to load because the present one is large on the screen; null when none. */
  ask: number | null;
}

export function shownLevels(known: readonly LevelSize[], leaf: number, resolution: number): ShownLevels {
  const sorted = [...known].sort((a, b) => a.level - b.level);
  const top = sorted[0]?.level ?? 0;
  const wide = (px: number) => sorted.findLast((one) => one.size / resolution >= px)?.level ?? top;
  const deepest = sorted.at(-1);
  const more = deepest && deepest.level < leaf && deepest.size / resolution >= ASK_PX;
  return { fill: wide(FILL_PX), named: wide(NAME_PX), ask: more ? deepest.level + 1 : null };
}

/** Upper bounds of the four coloured classes above zero: 1, 2, 3, 4+ for small numbers, quarters of the largest else. */
export function classBounds(counts: readonly number[]): number[] {
  const largest = Math.max(0, ...counts);
  if (largest <= 4) return [1, 2, 3, 4];
  return [0.25, 0.5, 0.75, 1].map((share) => Math.ceil(largest * share));
}

/** 0 for none, then 1 to 4. */
export function classOf(count: number, bounds: readonly number[]): number {
  if (count === 0) return 0;
  const found = bounds.findIndex((bound) => count <= bound);
  return found === -1 ? bounds.length : found + 1;
}
