import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coreFlow, stateOf } from '#contract/flow-walk';
import {
  type Move,
  type MoveRule,
  moveNames,
  moves,
  type State,
  type StateRule,
  stateNames,
  states,
} from '#contract/lifecycle';
import { type Role, roleNames, roleRights } from '#contract/rights';
import { Refusal } from '#kernel/refuse';
import type { CaseRecord } from './case-record.ts';
import { decideMove, type MoveAsk, type Mover, movesFor } from './decide-move.ts';
import { drawLifecycle } from './draw-lifecycle.ts';
import { fieldsAfter, type MoveContext } from './enter-state.ts';
import { actorIn, caseFor, caseIn, full, here, now, times } from './lifecycle.test-data.ts';

function outcome(current: CaseRecord, ask: MoveAsk, mover: Mover): string {
  try {
    return decideMove(current, ask, mover, now).to;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

function destination(current: CaseRecord, move: Move): State {
  const { to }: MoveRule = moves[move];
  if (to === 'same') return current.state;
  if (to === 'origin') return current.originState ?? 'reported';
  if (to === 'handler') return current.handlerState ?? 'accepted';
  if (to === 'disputed') return current.objections === 0 ? 'objected' : 'consulting';
  return to === 'asked' ? current.state : to;
}

describe('the life cycle as data', () => {
  test('every state that is not final has a clock, what happens at its end, and an owner while open', () => {
    for (const name of stateNames) {
      const rule: StateRule = states[name];
      const final = name === 'archived' || name === 'merged';
      expect([name, rule.clock === null, rule.onClock === null]).toEqual([name, final, final]);
      if (rule.kind === 'open' || rule.kind === 'waiting') expect([name, rule.owner]).not.toEqual([name, 'none']);
      if (rule.onClock) expect(moves[rule.onClock].from, `${name} on clock`).toContain(name);
    }
  });

  test('every state is reached from reported and leads on to the archive', () => {
    const next = (from: State): State[] =>
      moveNames.flatMap((name) => {
        const rule: MoveRule = moves[name];
        if (!rule.from.includes(from)) return [];
        if (rule.to === 'same') return [];
        if (rule.to === 'origin') return ['accepted' as const];
        if (rule.to === 'asked') return ['suspended', 'deferred'] as const;
        if (rule.to === 'disputed') return ['objected', 'consulting'] as const;
        return rule.to === 'handler' ? (['onSite', 'handling'] as const) : [rule.to];
      });
    const reach = (start: State) => {
      const seen = new Set<State>([start]);
      for (const state of seen) for (const to of next(state)) seen.add(to);
      return seen;
    };
    expect([...reach('reported')].sort()).toEqual([...stateNames].sort());
    for (const state of stateNames) expect(reach(state), state).toContain('archived');
  });

  test('each move, in each state, by each kind of mover: allowed exactly where the table says', () => {
    const movers: [string, Mover][] = [
      ['resident', { kind: 'resident' }],
      ['system', { kind: 'system' }],
      ...roleNames.map((role): [string, Mover] => [
        role,
        { kind: 'staff', actor: actorIn(role, { areaPath: here, unitId: 'unit', id: 'post' }) },
      ]),
    ];
    let checked = 0;
    for (const state of stateNames) {
      for (const move of moveNames) {
        for (const [who, mover] of movers) {
          const rule: MoveRule = moves[move];
          const byRole =
            mover.kind === 'staff' &&
            rule.by !== 'resident' &&
            rule.by !== 'system' &&
            roleRights[who as Role][rule.by] !== undefined;
          const allowed = rule.from.includes(state) && (byRole || rule.by === mover.kind);
          const got = outcome(caseFor(state, move), { move, ...full }, mover);
          expect([state, move, who, stateNames.includes(got as State)]).toEqual([state, move, who, allowed]);
          expect(
            movesFor(caseFor(state, move), mover, now).includes(move),
            `${who} is offered ${move} in ${state}`,
          ).toBe(allowed);
          checked += 1;
        }
      }
    }
    expect(checked).toBe(stateNames.length * moveNames.length * 13);
  });

  test('what a move needs is asked for by its own refusal', () => {
    const operator: Mover = { kind: 'staff', actor: actorIn('operator', { areaPath: here, unitId: null, id: 'post' }) };
    const handler: Mover = {
      kind: 'staff',
      actor: actorIn('departmentHandler', { areaPath: null, unitId: 'unit', id: 'x' }),
    };
    const bare = { photoKinds: [] };
    expect(outcome(caseIn('reported'), { move: 'dispatch', ...bare }, operator)).toBe('case.needs-unit');
    expect(outcome(caseIn('reported'), { move: 'reject', note: '  ', ...bare }, operator)).toBe('case.needs-note');
    expect(outcome(caseIn('reported'), { move: 'merge', ...bare }, operator)).toBe('case.needs-target');
    expect(outcome(caseIn('reported'), { move: 'merge', ...bare, targetId: caseIn('reported').id }, operator)).toBe(
      'case.needs-target',
    );
    expect(outcome(caseIn('reported'), { move: 'classify', ...bare }, operator)).toBe('case.needs-category');
    expect(outcome(caseIn('whistled'), { move: 'suspend', note: 'x', ...bare, until: new Date(0) }, operator)).toBe(
      'case.needs-until',
    );
    expect(outcome(caseIn('handling'), { move: 'handle', note: 'x', ...bare }, handler)).toBe('case.needs-after-photo');
    expect(outcome(caseIn('handling', { categoryCode: '99099' }), { move: 'handle', ...full }, handler)).toBe(
      'case.needs-category',
    );
    expect(outcome(caseIn('checked'), { move: 'rate', ...bare }, { kind: 'resident' })).toBe('case.needs-rating');
  });

  test('a stale screen is told where the case is now', () => {
    const operator: Mover = { kind: 'staff', actor: actorIn('operator', { areaPath: here, unitId: null, id: 'post' }) };
    expect(outcome(caseIn('reported'), { move: 'accept', seq: 2, ...full }, operator)).toBe('case.moved-on');
    expect(outcome(caseIn('handling'), { move: 'accept', seq: 3, ...full }, operator)).toBe('case.not-from-here');
  });

  test('who handled cannot check, who closed cannot decide what the resident contests (I4)', () => {
    const checker: Mover = { kind: 'staff', actor: actorIn('checker', { areaPath: here, unitId: null, id: 'c' }) };
    const operator: Mover = { kind: 'staff', actor: actorIn('operator', { areaPath: here, unitId: null, id: 'o' }) };
    const own = { handledBy: 'me', closedBy: 'me' };
    expect(outcome(caseIn('handled', own), { move: 'pass', ...full }, checker)).toBe('case.same-person');
    expect(outcome(caseIn('handled', own), { move: 'rework', ...full }, checker)).toBe('case.same-person');
    expect(outcome(caseIn('contested', own), { move: 'uphold', ...full }, operator)).toBe('case.same-closer');
    expect(
      outcome(caseIn('contested', { handledBy: 'x', closedBy: 'me' }), { move: 'uphold', ...full }, operator),
    ).toBe('case.same-closer');
  });

  test('"not solved" is heard for seven days, undo for ten seconds and by the same person only', () => {
    const later = (days: number) => new Date(now.getTime() + days * 86400_000);
    const contest = (at: Date) => movesFor(caseIn('closed'), { kind: 'resident' }, at).includes('contest');
    expect([contest(later(7)), contest(later(7.01))]).toEqual([true, false]);
    const operator: Mover = { kind: 'staff', actor: actorIn('operator', { areaPath: here, unitId: null, id: 'o' }) };
    const undo = (seconds: number, actorAccount: string) =>
      movesFor(
        caseIn('accepted', {
          lastStep: { move: 'accept', actorAccount, at: new Date(now.getTime() - seconds * 1000), data: {} },
        }),
        operator,
        now,
      ).includes('undo');
    expect([undo(10, 'me'), undo(11, 'me'), undo(1, 'someone')]).toEqual([true, false, false]);
  });

  test('any legal walk keeps owner, clock and counters right (property)', () => {
    const context: MoveContext = {
      now,
      times,
      ...{ limit: { amount: 1, unit: 'naturalDay' }, conditionCode: null },
      until: new Date(now.getTime() + 3 * 86400_000),
      ownerPostId: 'next-post',
      ownerLevel: 1,
      accountId: 'me',
      unitId: 'unit',
      area: { id: 'a', path: here, name: 'a' },
      category: { code: '05001', name: '路灯', risk: 'low', level: null },
      targetId: 'other',
      routed: null,
      pauses: [],
      rating: 'fair',
      before: null,
    };
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }), (choices) => {
        let current = caseIn('reported');
        for (const choice of choices) {
          const legal = moveNames.filter(
            (name) => (moves[name] as MoveRule).from.includes(current.state) && name !== 'undo',
          );
          const move = legal[choice % legal.length] as Move;
          const to = destination(current, move);
          const fields = fieldsAfter(current, move, stateOf(coreFlow, to), context);
          const camel = Object.fromEntries(
            Object.entries(fields).map(([key, value]) => [
              key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
              value,
            ]),
          );
          const before = current;
          current = { ...current, ...camel } as CaseRecord;
          expect(current.state).toBe(to);
          const live = states[current.state].kind === 'open' || states[current.state].kind === 'waiting';
          expect(current.open).toBe(live);
          if (live) expect([current.ownerPostId, current.dueAt]).not.toContain(null);
          expect(current.returns - before.returns).toBe(move === 'return' || move === 'allowObjection' ? 1 : 0);
          expect(current.reworks - before.reworks).toBe(move === 'rework' ? 1 : 0);
        }
      }),
      { numRuns: 500, seed: 20261121 },
    );
  });

  test('docs/lifecycle.md is drawn from the table', async () => {
    expect(await readFile(new URL('../../../docs/lifecycle.md', import.meta.url), 'utf8')).toBe(drawLifecycle());
  });
});
