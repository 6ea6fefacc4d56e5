import type { RoutingRule } from '#contract/routing';

/** The rule at `from` stands at `to` afterwards, both from 0; out of range stays at the edge. */
export function moveRule(rules: readonly RoutingRule[], from: number, to: number): RoutingRule[] {
  const moved = rules[from];
  if (!moved) return [...rules];
  const rest = rules.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, moved);
}

/** The rule with its place: replaced where its id is known, else put in; then moved to the place. */
export function putRule(rules: readonly RoutingRule[], rule: RoutingRule, place: number): RoutingRule[] {
  const at = rules.findIndex(({ id }) => id === rule.id);
  if (at === -1) return rules.toSpliced(Math.max(0, Math.min(rules.length, place)), 0, rule);
  return moveRule(rules.with(at, rule), at, place);
}

export const removeRule = (rules: readonly RoutingRule[], id: string): RoutingRule[] =>
  rules.filter((rule) => rule.id !== id);
