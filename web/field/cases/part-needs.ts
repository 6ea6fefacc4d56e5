import type { PartFields } from '#contract/case-parts';
import type { PartNeed } from '#contract/lifecycle';
import { partFilled } from '#web/part-needs.ts';

/** Is anything still to be chosen that the parts of the move need? */
export function lacksPart(needs: readonly string[], parts: PartFields): boolean {
  return needs.some((need) => partFilled[need as PartNeed]?.(parts) === false);
}

/** Conferring and dividing take a desk: many people, long texts. */
const deskNeeds: readonly string[] = ['participants', 'team', 'minutes', 'pieces'];
export const isForDesk = (needs: readonly string[]): boolean => needs.some((need) => deskNeeds.includes(need));
