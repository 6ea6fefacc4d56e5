import type { RoutingRule, RoutingWarning } from '#contract/routing';
import { type Ground, implies, pathsOf } from './conditions.ts';
import { candidates, type RuleIndex } from './rule-index.ts';

/**
 * Rules that can never match because one earlier rule takes all of their cases. What only several earlier rules take
 * together is not found. Only rules that one case of the later rule could meet are compared.
 */
export function coveredRules(index: RuleIndex, ground: Ground): RoutingWarning[] {
  return index.rules.flatMap(({ n, rule }) => {
    for (const earlier of candidates(index, sampleOf(rule, ground))) {
      if (earlier.n >= n) break;
      if (covers(earlier.rule, rule, ground)) return [{ ruleId: rule.id, coveredBy: earlier.rule.id }];
    }
    return [];
  });
}

/** A class and a place of the rule's cases: whatever takes all of them takes this one. */
function sampleOf({ conditions }: RoutingRule, { paths, parents }: Ground) {
  const first = (kind: string) => conditions.find((condition) => condition.kind === kind)?.values ?? [];
  const [code] = first('category');
  const [areaPath = ''] = pathsOf(first('place'), paths);
  return { categories: code === undefined ? [] : [code, parents.get(code) ?? ''], areaPath };
}

function covers(earlier: RoutingRule, later: RoutingRule, ground: Ground): boolean {
  return earlier.conditions.every((wide) => later.conditions.some((narrow) => implies(narrow, wide, ground)));
}
