import type { RoutingRule, RoutingSet } from '#contract/routing';
import { compileCondition, type Ground, pathsOf, type RoutingFacts, type Test } from './conditions.ts';

export interface CompiledRule {
  /** Its place, from 0: the smaller goes first. */
  n: number;
  rule: RoutingRule;
  tests: readonly Test[];
}

/** A rule set ready to decide: of thousands of rules only those of the case's class and place are looked at. */
export interface RuleIndex {
  set: RoutingSet;
  rules: readonly CompiledRule[];
  /** Places of rules by "class|area path"; either part is empty where the rule does not ask for it. */
  byKey: ReadonlyMap<string, readonly number[]>;
  /** Parts of the keys that occur at all: the others need no look. */
  paths: ReadonlySet<string>;
  categories: ReadonlySet<string>;
}

/** A rule of many classes times many areas is kept by its classes alone: the rest is asked of its conditions. */
const mostKeys = 64;

export function indexRules(set: RoutingSet, ground: Ground): RuleIndex {
  const byKey = new Map<string, number[]>();
  const rules = set.rules.map((rule, n) => {
    for (const key of keysOf(rule, ground)) {
      const list = byKey.get(key);
      if (list) list.push(n);
      else byKey.set(key, [n]);
    }
    return { n, rule, tests: rule.conditions.map((condition) => compileCondition(condition, ground)) };
  });
  const parts = [...byKey.keys()].map((key) => key.split('|'));
  return {
    set,
    rules,
    byKey,
    categories: new Set(parts.map(([category]) => category ?? '')),
    paths: new Set(parts.map(([, path]) => path ?? '')),
  };
}

function keysOf({ conditions }: RoutingRule, { paths }: Ground): Set<string> {
  const of = (kind: string) => conditions.find((condition) => condition.kind === kind)?.values;
  const categories = of('category') ?? [''];
  const places = of('place');
  const within = places ? pathsOf(places, paths) : [''];
  const keys = categories.length * within.length > mostKeys ? [''] : within;
  return new Set(categories.flatMap((category) => keys.map((path) => `${category}|${path}`)));
}

/** The rules that a case of these classes at this place may meet, in their order, each once. */
export function* candidates(
  index: RuleIndex,
  { categories, areaPath }: Pick<RoutingFacts, 'categories' | 'areaPath'>,
): Generator<CompiledRule> {
  const heads = listsOf(index, categories, areaPath).map((list) => ({ list, at: 0 }));
  for (;;) {
    let next = Number.POSITIVE_INFINITY;
    for (const { list, at } of heads) next = Math.min(next, list[at] ?? next);
    const found = index.rules[next];
    if (!found) return;
    yield found;
    for (const head of heads) if (head.list[head.at] === next) head.at += 1;
  }
}

function listsOf(index: RuleIndex, categories: readonly string[], areaPath: string): (readonly number[])[] {
  const codes = ['', ...categories].filter((code) => index.categories.has(code));
  const lists: (readonly number[])[] = [];
  for (const path of prefixesOf(areaPath)) {
    if (!index.paths.has(path)) continue;
    for (const code of codes) {
      const list = index.byKey.get(`${code}|${path}`);
      if (list) lists.push(list);
    }
  }
  return lists;
}

/** '', 'a/', 'a/b/' of 'a/b/'. */
function prefixesOf(path: string): string[] {
  const prefixes = [''];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) prefixes.push(path.slice(0, end + 1));
  return prefixes;
}
