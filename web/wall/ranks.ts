import type { Wall } from '#contract/insight';

export type Place = Wall['children'][number];
export interface Ranked extends Place {
  rank: number;
  onTime: number;
}

/** Best first; places with fewer than 10 cases have no rate and no rank. Equal rates share a rank. */
export function rankPlaces(places: readonly Place[]): Ranked[] {
  const sorted = places
    .filter((place): place is Place & { onTime: number } => place.onTime !== null)
    .sort(
      (one, two) => two.onTime - one.onTime || two.onTimeOf - one.onTimeOf || one.name.localeCompare(two.name, 'zh'),
    );
  return sorted.map((place) => ({ ...place, rank: sorted.findIndex((other) => other.onTime === place.onTime) + 1 }));
}

/** What fits: all, or the first three and the last ones, because those at the end need a hand. */
export function excerpt(ranked: readonly Ranked[], most: number): { head: Ranked[]; tail: Ranked[]; between: number } {
  if (ranked.length <= most) return { head: [...ranked], tail: [], between: 0 };
  const head = ranked.slice(0, 3);
  const tail = ranked.slice(ranked.length - (most - 4));
  return { head, tail, between: ranked.length - head.length - tail.length };
}
