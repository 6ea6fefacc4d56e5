// The cases that are open when the world ends: every state is there, some of them late, several with the demo logins.
import type { State } from '#contract/lifecycle';

export interface OpenNow {
  readonly state: State;
  /** home: the demo worker's micro-grid; grid, community: near it, so that the demo leader and staff have work. */
  readonly place: 'home' | 'grid' | 'community' | 'any';
  /** The demo handler's unit. */
  readonly ours?: true;
  readonly overdue?: true;
  /** How far up the whistle went. */
  readonly whistles?: number;
}

/** In order of importance: a smaller world takes the first ones. The first 13 show every state that is open. */
const wanted: readonly OpenNow[] = [
  { state: 'reported', place: 'home' },
  { state: 'accepted', place: 'home' },
  { state: 'handling', place: 'any', ours: true },
  { state: 'whistled', place: 'grid', whistles: 1 },
  { state: 'dispatched', place: 'any', ours: true },
  { state: 'onSite', place: 'home' },
  { state: 'handled', place: 'grid' },
  { state: 'returned', place: 'any' },
  { state: 'contested', place: 'community' },
  { state: 'acknowledged', place: 'any', ours: true },
  { state: 'checked', place: 'any' },
  { state: 'waiting', place: 'home' },
  { state: 'suspended', place: 'any' },
  { state: 'handling', place: 'any', overdue: true },
  { state: 'whistled', place: 'community', whistles: 2 },
  { state: 'reported', place: 'home' },
  { state: 'dispatched', place: 'any', overdue: true },
  { state: 'whistled', place: 'any', whistles: 9 },
  { state: 'reported', place: 'any' },
  { state: 'handling', place: 'any', ours: true, overdue: true },
  { state: 'onSite', place: 'any' },
  { state: 'handled', place: 'any' },
  { state: 'accepted', place: 'any' },
  { state: 'reported', place: 'any' },
  { state: 'handling', place: 'any' },
  { state: 'acknowledged', place: 'any' },
  { state: 'onSite', place: 'any' },
  { state: 'accepted', place: 'any' },
];

export function openNow(count: number): OpenNow[] {
  return Array.from(
    { length: count },
    (_, index) => wanted[index % wanted.length] ?? { state: 'reported', place: 'any' },
  );
}

/** Minutes that a case has been in its state, [from, to]; a share of the category's limit where the clock is the limit. */
const stays: Partial<Record<State, readonly [number, number]>> = {
  reported: [4, 95],
  accepted: [10, 200],
  whistled: [4, 50],
  dispatched: [6, 100],
  acknowledged: [10, 200],
  returned: [4, 50],
  handled: [30, 900],
  checked: [60, 4000],
  contested: [8, 100],
  waiting: [60, 2000],
  suspended: [1440, 5000],
};

export function stayOf(open: OpenNow, limit: number, share: number): number {
  const late = open.overdue === true;
  const range = stays[open.state];
  if (range) return late ? range[1] * (1.3 + share) : range[0] + (range[1] - range[0]) * share;
  return limit * (late ? 1.08 + share * 0.2 : 0.05 + share * 0.6);
}
