import { beforeAll, describe, expect, it } from 'vitest';
import { type Move, type MoveRule, moves, type StateRule, states } from '#contract/lifecycle';
import { partStates } from '#contract/lifecycle-part-states';
import { type Role, roleRights } from '#contract/rights';
import { genesis, mustCheck, stepHash } from '#modules/cases';
import { standardCategories } from '#modules/catalogue';
import type { DemoCase, World } from './history/world.ts';
import { makeHistories, makePart, partsOf, planYear } from './history.ts';
import { homeOf, makePeople } from './people.ts';
import { makePlaces } from './places/areas.ts';
import { makeAddresses } from './places/buildings.ts';
import { type DistrictPlan, suoqian, village } from './places/districts.ts';
import { createRandom } from './random.ts';
import { textsOf } from './texts.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const since = now - 400 * 24 * 3600_000;

function makeWorld(seed: string, plan: DistrictPlan): World {
  const rng = createRandom(seed);
  const places = makePlaces(plan, rng.fork('places'), since);
  const photo = (scene: string, kind: 'before' | 'after', variant: number) => ({
    id: rng.uuid(since),
    sha256: `${scene}${kind}${variant}`,
    scene: textsOf('05003').scene,
    kind,
  });
  const shelf = new Map(
    standardCategories.flatMap(({ code }) =>
      (['before', 'after'] as const).map((kind) => [code + kind, [0, 1, 2].map((n) => photo(code, kind, n))] as const),
    ),
  );
  return {
    plan,
    places,
    addresses: makeAddresses(plan, places, rng.fork('addresses'), since),
    people: makePeople(plan, places, rng.fork('people'), since, true),
    categories: new Map(standardCategories.map((category) => [category.code, category])),
    sceneOf: (code, side) => shelf.get(code + side) ?? [],
    home: homeOf(places),
    now,
  };
}

const plan = { cases: 700, open: 28 };

describe('a year of histories', () => {
  const world = makeWorld('history', suoqian);
  let cases: DemoCase[];
  beforeAll(() => {
    cases = [...makeHistories(world, plan, createRandom('test'))];
  });
  const stepsOf = (one: DemoCase) => one.steps.slice(1).map((step, index) => ({ step, before: one.steps[index] }));

  it('has exactly the cases and the open ones that were asked for, in every open state but those of the parts', () => {
    expect(cases).toHaveLength(plan.cases);
    const open = cases.filter(({ row }) => row.open);
    expect(open).toHaveLength(plan.open);
    const rules = Object.entries(states as Record<string, StateRule>);
    const openStates = rules
      .filter(([name, { kind }]) => (kind === 'open' || kind === 'waiting') && !(name in partStates))
      .map(([name]) => name);
    expect([...new Set(open.map(({ row }) => row.state))].sort()).toEqual(openStates.sort());
    expect(open.filter(({ row }) => row.overdue_since).length).toBeGreaterThan(1);
    expect(open.filter(({ row }) => row.area_id === world.home.id).length).toBeGreaterThan(3);
  });

  it('makes only moves that the life cycle allows, to where it says', () => {
    for (const { step, before } of cases.flatMap(stepsOf)) {
      const rule: MoveRule = moves[step.move as Move];
      expect(rule.from).toContain(before?.state);
      if (rule.to !== 'origin' && rule.to !== 'handler')
        expect(step.state).toBe(rule.to === 'same' ? before?.state : rule.to);
    }
  });

  it('brings what each move needs', () => {
    const brought: Record<string, (step: DemoCase['steps'][number]) => unknown> = {
      note: (step) => step.note,
      'after-photo': (step) => step.photos.some((photo) => photo.kind === 'after'),
      unit: (step) => step.data.unitId,
      area: (step) => step.data.areaId,
      until: (step) => step.data.until,
      target: (step) => step.data.targetId,
      rating: (step) => step.data.rating,
      category: (step) => step.data.categoryCode,
      'tasks-done': () => true,
      'other-person': () => true,
      'not-closer': () => true,
    };
    for (const { step } of cases.flatMap(stepsOf)) {
      const missing = (moves[step.move as Move] as MoveRule).needs.filter((need) => !brought[need]?.(step));
      expect([step.move, missing]).toEqual([step.move, []]);
    }
  });

  it('lets only people act who have the right', () => {
    for (const { step } of cases.flatMap(stepsOf)) {
      const rule: MoveRule = moves[step.move as Move];
      expect(step.actorKind).toBe(rule.by === 'resident' || rule.by === 'system' ? rule.by : 'staff');
      if (step.actorKind !== 'staff') continue;
      const role: Role = world.people.postWithId(step.actorPost ?? '').role;
      expect(Object.keys(roleRights[role])).toContain(rule.by);
    }
  });

  it('has another person check and review than the one who handled it', () => {
    for (const { steps } of cases) {
      let handler: string | null = null;
      for (const step of steps.slice(1)) {
        const { needs }: MoveRule = moves[step.move as Move];
        if (needs.includes('other-person') || needs.includes('not-closer')) expect(step.actorAccount).not.toBe(handler);
        if (step.move === 'settle' || step.move === 'handle') handler = step.actorAccount;
      }
    }
  });

  it('moves forward in time, ends before now, and has no clock that ran out unanswered', () => {
    for (const { row, steps } of cases) {
      const times = steps.map((step) => step.at.getTime());
      expect(times).toEqual(times.toSorted((one, two) => one - two));
      expect(Math.max(...times)).toBeLessThanOrEqual(now);
      if (row.due_at) expect(row.due_at.getTime()).toBeGreaterThan(now - 1);
      expect(row.open).toBe(row.owner_post_id !== null);
    }
  });

  it('chains every step to the one before by the server’s own hash', () => {
    for (const { row, steps } of cases) {
      let previous: Uint8Array = genesis;
      for (const { prevHash, hash, ...step } of steps) {
        expect(Buffer.from(prevHash).equals(previous)).toBe(true);
        const made = stepHash(previous, { district: row.district_id, caseId: row.id, doneAt: null, ...step });
        expect(made.equals(hash)).toBe(true);
        previous = hash;
      }
      expect(row.last_hash.equals(previous)).toBe(true);
    }
  });

  it('waives the check only where the server would', () => {
    const waived = cases.filter(({ steps }) => steps.some((step) => step.move === 'waive'));
    expect(waived.length).toBeGreaterThan(50);
    expect(waived.filter(({ row }) => mustCheck(row.id, row.risk, false)).map(({ row }) => row.no)).toEqual([]);
  });

  it('looks like a real year: detours are rare, people are content, texts differ', () => {
    const share = (move: string) => cases.filter(({ steps }) => steps.some((step) => step.move === move)).length / 700;
    expect(share('return')).toBeLessThan(0.05);
    expect(share('rework')).toBeLessThan(0.05);
    expect(share('settle')).toBeGreaterThan(0.25);
    const rated = cases.filter(({ row }) => row.rating);
    expect(rated.filter(({ row }) => row.rating !== 'dissatisfied').length / rated.length).toBeGreaterThan(0.97);
    expect(new Set(cases.map(({ row }) => row.body)).size).toBeGreaterThan(650);
    expect(cases.filter(({ row }) => /[{}[\]|]/.test(row.title + row.body)).map(({ row }) => row.body)).toEqual([]);
    expect(new Set(cases.map(({ row }) => row.no)).size).toBe(700);
  });

  it('comes out the same whoever makes which part of a long year, with numbers of its own for each case', () => {
    const long = { cases: 660, open: 13 };
    const size = 300;
    expect(partsOf(long, size)).toBe(3);
    const alone = [...makePart(planYear(makeWorld('small', village), long, createRandom('long'), size), 2)];
    const whole = [...makeHistories(makeWorld('small', village), long, createRandom('long'), size)];
    expect(whole).toHaveLength(long.cases);
    const hashes = (some: DemoCase[]) => some.map(({ row }) => row.last_hash.toString('hex'));
    expect(hashes(alone)).toEqual(hashes(whole.slice(-60)));
    expect(new Set(whole.map(({ row }) => row.no)).size).toBe(long.cases);
    expect(whole.filter(({ row }) => row.open)).toHaveLength(long.open);
  });

  it('is the same for the same seed', () => {
    const hashes = (seed: string) =>
      [...makeHistories(makeWorld('small', village), { cases: 40, open: 13 }, createRandom(seed))].map(({ row }) =>
        row.last_hash.toString('hex'),
      );
    expect(hashes('a')).toEqual(hashes('a'));
    expect(hashes('a')).not.toEqual(hashes('b'));
  });
});
