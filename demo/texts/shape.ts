// The shape of the case texts. All of them were written for this demo; no real report is quoted.

/** What the illustrated photos of a class show. */
export type Scene =
  | 'lamp'
  | 'manhole'
  | 'road'
  | 'bins'
  | 'rubble'
  | 'stairs'
  | 'wire'
  | 'parking'
  | 'stall'
  | 'wall'
  | 'water'
  | 'tree'
  | 'lane'
  | 'river'
  | 'smoke'
  | 'play'
  | 'room'
  | 'desk';

/** When it happens more: each adds weight in its months. */
export type Season = 'summer' | 'winter' | 'rain' | 'spring' | 'always';

/**
 * Lines hold slots: {out} and {road} and {in} a spot outside, at the road, in the house; {d} how long; {n} a small
 * number; {t} a time of day; {who} who suffers; [a|b] one of the two.
 */
export interface CategoryTexts {
  readonly scene: Scene;
  readonly weight: number;
  readonly season?: Season;
  /** Separated by | */
  readonly titles: string;
  /** One report a line. */
  readonly bodies: string;
  /** What whoever handled it writes, one a line. */
  readonly fixed: string;
}

export type TextBook = Readonly<Record<string, CategoryTexts>>;
