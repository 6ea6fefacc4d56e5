import type { RoutingCondition, RoutingOutcome, RoutingRule, RoutingSet } from '#contract/routing';
import { createRandom } from '#demo/random';
import { decideRoute, type Ground, indexRules, type RoutingFacts } from '#modules/routing';
import { atMost, figure, type Report, under } from './figures.ts';
import type { BenchOptions } from './options.ts';

const none: RoutingOutcome = { flowCode: null, unitId: null, limit: null, level: null };
const rounds = 5;
const words = ['路灯', '积水', '噪音', '垃圾', '井盖', '电梯', '占道', '油烟', '漏水', '树枝'];
const sources = ['resident', 'worker', 'hotline', 'platform'];

/** Time of deciding one case by so many rules, beside a bare loop over them that compares strings. */
export function benchRules({ tiny }: BenchOptions): Report {
  const count = tiny ? 500 : 5000;
  const world = makeWorld();
  const set = makeRules(count, world);
  const cases = makeCases(tiny ? 200 : 2000, world);
  const building = median(() => void indexRules(set, world.ground), 1);
  const index = indexRules(set, world.ground);
  const stands = () => null;
  const deciding = median(() => {
    for (const one of cases) decideRoute(index, one, stands);
  }, cases.length);
  const looping = median(() => {
    for (const one of cases) bareLoop(set.rules, world.ground, one);
  }, cases.length);
  const each = cases.map((one) => {
    const began = performance.now();
    decideRoute(index, one, stands);
    return performance.now() - began;
  });
  const p99 = each.sort((one, two) => one - two)[Math.floor(each.length * 0.99)] ?? 0;
  const taken = cases.filter((one) => decideRoute(index, one, stands).ruleId !== null).length;
  return {
    figures: [
      figure('rules.decide', 'ms', { value: deciding, limit: looping }, under(1)),
      figure('rules.decide-p99', 'ms', { value: p99 }, under(1)),
      figure('rules.index', 'ms', { value: building }, atMost(1000)),
    ],
    notes: [
      `${count} rules over ${world.codes.length} classes and ${world.areas.length} areas, one to three conditions each; ${cases.length} cases, of which ${taken} met a rule.`,
      'Limit: a loop over all rules in turn that compares strings, without index or compiled conditions.',
    ],
  };
}

interface RulesWorld {
  ground: Ground;
  codes: string[];
  areas: string[];
  leaves: string[];
}

/** A district like Erqi: 17 streets, 10 communities in each, 5 grids in each; 11 majors of 10 minors. */
function makeWorld(): RulesWorld {
  const paths = new Map<string, string>([['d', 'd/']]);
  const leaves: string[] = [];
  const parents = new Map<string, string | null>();
  for (let street = 1; street <= 17; street += 1) {
    paths.set(`s${street}`, `d/s${street}/`);
    for (let community = 1; community <= 10; community += 1) {
      const path = `d/s${street}/c${community}/`;
      paths.set(`s${street}c${community}`, path);
      for (let grid = 1; grid <= 5; grid += 1) {
        paths.set(`s${street}c${community}g${grid}`, `${path}g${grid}/`);
        leaves.push(`${path}g${grid}/`);
      }
    }
  }
  for (let major = 1; major <= 11; major += 1) {
    const code = String(major).padStart(2, '0');
    parents.set(code, null);
    for (let minor = 1; minor <= 10; minor += 1) parents.set(`${code}${String(minor).padStart(3, '0')}`, code);
  }
  return { ground: { paths, parents }, codes: [...parents.keys()], areas: [...paths.keys()], leaves };
}

function makeRules(count: number, { codes, areas }: RulesWorld): RoutingSet {
  const rng = createRandom('bench/rules');
  const minors = codes.filter((code) => code.length > 2);
  const rules = Array.from({ length: count }, (_, n): RoutingRule => {
    const conditions: RoutingCondition[] = [{ kind: 'category', values: [rng.pick(minors)] }];
    if (!rng.chance(0.1)) conditions.push({ kind: 'place', values: [rng.pick(areas)] });
    if (rng.chance(0.4)) conditions.push({ kind: 'words', values: [rng.pick(words), rng.pick(words)], match: 'any' });
    if (rng.chance(0.2)) conditions.push({ kind: 'source', values: [rng.pick(sources)] });
    // One in fifty asks for words alone: such rules stand in every case's way.
    return {
      id: `r${n}`,
      name: `规则 ${n}`,
      conditions: n % 50 === 0 ? [{ kind: 'words', values: ['罕见的词'] }] : conditions,
      outcome: none,
    };
  });
  return { rules, last: none };
}

function makeCases(count: number, { codes, leaves }: RulesWorld): RoutingFacts[] {
  const rng = createRandom('bench/rules/cases');
  const minors = codes.filter((code) => code.length > 2);
  return Array.from({ length: count }, () => {
    const code = rng.pick(minors);
    return {
      categories: [code, code.slice(0, 2)],
      areaPath: rng.pick(leaves),
      areaClass: null,
      source: rng.pick(sources),
      text: `${rng.pick(words)}坏了，旁边还有${rng.pick(words)}，请来看看`,
      answers: [],
      minute: rng.int(0, 1439),
      weekday: rng.int(1, 7),
      workday: true,
    };
  });
}

function bareLoop(rules: readonly RoutingRule[], { paths }: Ground, facts: RoutingFacts): RoutingRule | undefined {
  return rules.find(({ conditions }) =>
    conditions.every(({ kind, values }) => {
      if (kind === 'category') return values.some((code) => facts.categories.includes(code));
      if (kind === 'place') return values.some((id) => facts.areaPath.startsWith(paths.get(id) ?? '-'));
      if (kind === 'source') return values.includes(facts.source);
      return values.some((word) => facts.text.includes(word));
    }),
  );
}

/** Median milliseconds of a round for each of `parts`; the first round only warms up. */
function median(run: () => void, parts: number): number {
  const times = Array.from({ length: rounds + 1 }, () => {
    const began = performance.now();
    run();
    return (performance.now() - began) / parts;
  });
  return times.slice(1).sort((one, two) => one - two)[rounds >> 1] ?? 0;
}
