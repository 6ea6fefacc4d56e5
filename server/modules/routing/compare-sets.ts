import type { RoutingRule, RoutingSet, RuleChange } from '#contract/routing';
import { lastRuleName } from './decide-route.ts';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What differs, in the order of the newer set; what was taken out stands at the end. Rules are known by their ids. */
export function compareSets(before: RoutingSet, after: RoutingSet): RuleChange[] {
  const old = new Map(before.rules.map((rule, n) => [rule.id, { rule, n }]));
  const kept = new Set(after.rules.map(({ id }) => id));
  const moved = movedRules(before.rules, after.rules);
  const rows = after.rules.flatMap((rule, n): RuleChange[] => {
    const was = old.get(rule.id);
    const row = { ruleId: rule.id, name: rule.name, before: was ? was.n + 1 : null, after: n + 1 };
    if (!was) return [{ ...row, kind: 'added' }];
    const kinds = [...(moved.has(rule.id) ? ['moved' as const] : []), ...changedParts(was.rule, rule)];
    return kinds.map((kind) => ({ ...row, kind }));
  });
  const removed = before.rules.flatMap(({ id, name }, n): RuleChange[] =>
    kept.has(id) ? [] : [{ ruleId: id, name, kind: 'removed', before: n + 1, after: null }],
  );
  const last: RuleChange = { ruleId: null, name: lastRuleName, kind: 'outcome', before: null, after: null };
  return [...rows, ...removed, ...(same(before.last, after.last) ? [] : [last])];
}

function changedParts(was: RoutingRule, rule: RoutingRule) {
  return (['name', 'conditions', 'outcome'] as const).filter((part) => !same(was[part], rule[part]));
}

/** Of the rules in both, the fewest that must be lifted out so that the others keep their order. */
function movedRules(before: readonly RoutingRule[], after: readonly RoutingRule[]): Set<string> {
  const at = new Map(before.map(({ id }, n) => [id, n]));
  const common = after.flatMap(({ id }) => {
    const n = at.get(id);
    return n === undefined ? [] : [{ id, n }];
  });
  const stays = longestRising(common.map(({ n }) => n));
  return new Set(common.filter((_, k) => !stays.has(k)).map(({ id }) => id));
}

/** Positions of a longest rising subsequence. */
function longestRising(numbers: readonly number[]): Set<number> {
  /** Positions that end the best rising sequence of each length, and what stands before each number in its own. */
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [k, n] of numbers.entries()) {
    const at = firstAtLeast(tails, (position) => (numbers[position] ?? 0) >= n);
    previous.push(tails[at - 1] ?? -1);
    tails[at] = k;
  }
  const stays = new Set<number>();
  for (let k = tails.at(-1) ?? -1; k >= 0; k = previous[k] ?? -1) stays.add(k);
  return stays;
}

function firstAtLeast(tails: readonly number[], reached: (position: number) => boolean): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(tails[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
