/** What decides about a class: written once, never changed. */
export interface Decision {
  categoryCode: string;
  validFrom: string;
  validTo: string | null;
}

/** Shanghai's day, which has no summer time: 2026-11-29. */
export function shanghaiDate(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
}

const covers = ({ validFrom, validTo }: Decision, day: string): boolean =>
  validFrom <= day && (validTo === null || validTo >= day);

/** Of each class the one decision that counts on a day. `decisions`: the last recorded first. */
export function inForceOn<D extends Decision>(decisions: readonly D[], day: string): Map<string, D> {
  const inForce = new Map<string, D>();
  for (const decision of decisions)
    if (covers(decision, day) && !inForce.has(decision.categoryCode)) inForce.set(decision.categoryCode, decision);
  return inForce;
}
