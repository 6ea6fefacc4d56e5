import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RoutingCondition, RoutingOutcome, RoutingSet } from '#contract/routing';
import { compareSets } from './compare-sets.ts';
import { compileCondition, type RoutingFacts } from './conditions.ts';
import { coveredRules } from './covered-rules.ts';
import { decideRoute, passedRules } from './decide-route.ts';
import { indexRules } from './rule-index.ts';

/** Four majors of three minors; a tree of three levels. Area 1/1/ is above 1/1/2/. */
const majors = ['01', '02', '03', '04'];
const minors = majors.flatMap((major) => ['001', '002', '003'].map((n) => `${major}${n}`));
const paths = ['1/', '1/1/', '1/2/', '1/1/1/', '1/1/2/', '1/2/1/', '1/2/2/'];
const ground = {
  paths: new Map(paths.map((path) => [path, path])),
  parents: new Map<string, string | null>([
    ...majors.map((code) => [code, null] as const),
    ...minors.map((code) => [code, code.slice(0, 2)] as const),
  ]),
};
const words = ['路灯', '路灯不亮', '积水', '噪音'];
const units = ['u1', 'u2', 'u3'];

const some = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const span = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 24 })).map(([from, hours]) => ({
  from: from * 60,
  to: Math.min(1440, (from + hours) * 60),
}));
const condition: fc.Arbitrary<RoutingCondition> = fc.oneof(
  some([...majors, ...minors]).map((values) => ({ kind: 'category', values })),
  some(paths).map((values) => ({ kind: 'place', values })),
  some(['A', 'B', 'C']).map((values) => ({ kind: 'areaClass', values })),
  some(['resident', 'hotline']).map((values) => ({ kind: 'source', values })),
  some(['1', '6', '7']).map((values) => ({ kind: 'weekday', values })),
  some(['workday', 'holiday']).map((values) => ({ kind: 'day', values })),
  fc.array(span, { minLength: 1, maxLength: 2 }).map((spans) => ({ kind: 'hours', values: [], spans })),
  fc
    .tuple(some(words), fc.constantFrom('any' as const, 'all' as const))
    .map(([values, match]) => ({ kind: 'words', values, match })),
  some(['是', '否']).map((values) => ({ kind: 'answer', code: 'HURT', values })),
);
const outcome = (unitId: string | null): RoutingOutcome => ({ flowCode: null, unitId, limit: null, level: null });
const set: fc.Arbitrary<RoutingSet> = fc
  .array(fc.tuple(fc.array(condition, { minLength: 1, maxLength: 4 }), fc.constantFrom(...units, null)), {
    maxLength: 25,
  })
  .map((rules) => ({
    rules: rules.map(([conditions, unitId], n) => ({
      id: `r${n}`,
      name: `规则 ${n}`,
      conditions,
      outcome: outcome(unitId),
    })),
    last: outcome(null),
  }));
const facts: fc.Arbitrary<RoutingFacts> = fc.record({
  categories: fc.constantFrom(...minors, null).map((code) => (code === null ? [] : [code, code.slice(0, 2)])),
  areaPath: fc.constantFrom(...paths.filter((path) => path.length === 6)),
  areaClass: fc.constantFrom('A', 'B', null),
  source: fc.constantFrom('resident', 'worker', 'hotline'),
  text: fc.subarray(words).map((chosen) => chosen.join('，')),
  answers: fc.constantFrom([], [{ code: 'HURT', answer: '是' }]),
  minute: fc.integer({ min: 0, max: 1439 }),
  weekday: fc.integer({ min: 1, max: 7 }),
  workday: fc.boolean(),
});
const gone = ({ unitId }: RoutingOutcome) =>
  unitId === 'u3' ? { reason: 'unit-ended' as const, subject: unitId } : null;

/** By the book: every rule in turn. */
function linear({ rules }: RoutingSet, one: RoutingFacts): string | null {
  const found = rules.find(
    ({ conditions, outcome }) => !gone(outcome) && conditions.every((each) => compileCondition(each, ground)(one)),
  );
  return found?.id ?? null;
}

test('the index decides as a scan of all rules does, and names what it passed over', () => {
  fc.assert(
    fc.property(set, fc.array(facts, { minLength: 5, maxLength: 20 }), (rules, cases) => {
      const index = indexRules(rules, ground);
      for (const one of cases) {
        const decision = decideRoute(index, one, gone);
        expect(decision.ruleId).toBe(linear(rules, one));
        for (const passed of passedRules(index, one, decision)) {
          expect([passed.failed !== null, passed.blocked !== null]).not.toEqual([false, false]);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a rule that is said to be covered never decides', () => {
  fc.assert(
    fc.property(set, fc.array(facts, { minLength: 20, maxLength: 60 }), (rules, cases) => {
      const index = indexRules(rules, ground);
      const covered = new Set(coveredRules(index, ground).map(({ ruleId }) => ruleId));
      for (const one of cases) expect(covered.has(decideRoute(index, one, () => null).ruleId ?? '')).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('a rule below a wider one is covered; one that asks less is not', () => {
  const rule = (id: string, ...conditions: RoutingCondition[]) => ({
    id,
    name: id,
    conditions,
    outcome: outcome('u1'),
  });
  const wide = rule('wide', { kind: 'category', values: ['01'] }, { kind: 'words', values: ['路灯'], match: 'any' });
  const narrow = rule(
    'narrow',
    { kind: 'category', values: ['01002'] },
    { kind: 'place', values: ['1/1/'] },
    { kind: 'words', values: ['路灯不亮'], match: 'any' },
  );
  const warned = (...rules: (typeof wide)[]) =>
    coveredRules(indexRules({ rules, last: outcome(null) }, ground), ground);
  expect(warned(wide, narrow)).toEqual([{ ruleId: 'narrow', coveredBy: 'wide' }]);
  expect(warned(narrow, wide)).toEqual([]);
});

test('of a rule moved to the front only that one has moved', () => {
  const rules = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id, conditions: [], outcome: outcome(null) }));
  const [a, b, c, d] = rules as [(typeof rules)[0], (typeof rules)[0], (typeof rules)[0], (typeof rules)[0]];
  const last = outcome(null);
  const changes = compareSets({ rules, last }, { rules: [d, a, { ...c, name: 'see' }], last: outcome('u1') });
  expect(changes.map(({ kind, ruleId }) => `${kind} ${ruleId}`)).toEqual([
    'moved d',
    'name c',
    'removed b',
    'outcome null',
  ]);
  expect(b.id).toBe('b');
});
