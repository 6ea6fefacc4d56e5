import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { checkFlow } from '#contract/check-flow';
import { coreDocument } from '#contract/core-flow';
import type { FlowAction, FlowDocument, FlowState } from '#contract/flow-document';
import { placeAfter, readyFlow } from '#contract/flow-walk';
import { drawFlows } from './draw-flows.ts';
import { faultsOf } from './flow-faults.ts';
import { gradedFlow } from './flows.test-data.ts';
import { shippedFlows } from './shipped-flows.ts';

/** The document with one state or action changed; null takes it out. */
function changed(part: 'states' | 'actions', code: string, to: object | null, document = gradedFlow()): FlowDocument {
  const all: Record<string, FlowState | FlowAction> = { ...document[part] };
  if (to === null) delete all[code];
  else all[code] = { ...all[code], ...to } as FlowState | FlowAction;
  return { ...document, [part]: all };
}
const pathsOf = (document: unknown) => faultsOf(document).faults.map(({ path }) => path);

test('docs/flows.md is drawn from the shipped documents', async () => {
  expect(await readFile(new URL('../../../docs/flows.md', import.meta.url), 'utf8')).toBe(drawFlows());
});

describe('what is wrong with a flow', () => {
  test('nothing with the common flow and one made of it', () => {
    expect(checkFlow(coreDocument())).toEqual([]);
    expect(checkFlow(gradedFlow())).toEqual([]);
  });

  test.each<[string, FlowDocument, string]>([
    ['no such start', { ...gradedFlow(), start: 'nowhere' }, '/start'],
    ['a start called like what every object has', { ...gradedFlow(), start: 'constructor' }, '/start'],
    [
      'a clock that leads to what every object has',
      changed('states', 'grid', { onClock: { does: 'escalate', to: 'constructor' } }),
      '/states/grid/onClock/to',
    ],
    ['a start that counts as something else', { ...gradedFlow(), start: 'accepted' }, '/start'],
    ['an open state without an owner', changed('states', 'grid', { owner: 'none' }), '/states/grid/owner'],
    ['a closed state with an owner', changed('states', 'closed', { owner: 'operator' }), '/states/closed/owner'],
    ['a start owned by a department', changed('states', 'reported', { owner: 'unit' }), '/states/reported/owner'],
    ['an open state without a clock', changed('states', 'grid', { clock: null, onClock: null }), '/states/grid/clock'],
    [
      'a clock of zero',
      changed('states', 'grid', { clock: { amount: 0, unit: 'workHour' } }),
      '/states/grid/clock/amount',
    ],
    [
      'more photos than a step takes',
      changed('actions', 'pass', {
        photos: [
          { kind: 'after', least: 6 },
          { kind: 'check', least: 4 },
        ],
      }),
      '/actions/pass/photos',
    ],
    [
      'a kind of photo asked for twice',
      changed('actions', 'pass', {
        photos: [
          { kind: 'check', least: 1 },
          { kind: 'check', least: 2 },
        ],
      }),
      '/actions/pass/photos/1',
    ],
    ['half a day', changed('states', 'grid', { clock: { amount: 0.5, unit: 'workDay' } }), '/states/grid/clock/amount'],
    ['a date where none is given', changed('states', 'grid', { clock: 'until' }), '/states/grid/clock'],
    ['nothing at the end of a clock', changed('states', 'grid', { onClock: null }), '/states/grid/onClock'],
    [
      'a clock that does what the engine does not',
      changed('states', 'grid', { onClock: { does: 'close', to: 'closed' } }),
      '/states/grid/onClock/does',
    ],
    [
      'a clock that leads nowhere',
      changed('states', 'grid', { onClock: { does: 'escalate', to: 'attic' } }),
      '/states/grid/onClock/to',
    ],
    [
      'a clock that leads to the wrong kind',
      changed('states', 'grid', { onClock: { does: 'escalate', to: 'handled' } }),
      '/states/grid/onClock/to',
    ],
    [
      'an escalation into itself',
      changed('states', 'grid', { onClock: { does: 'escalate', to: 'grid' } }),
      '/states/grid/onClock/to',
    ],
    [
      'clocks in a circle',
      changed('states', 'room', { onClock: { does: 'escalate', to: 'grid' } }),
      '/states/grid/onClock/to',
    ],
    ['an action that leads nowhere', changed('actions', 'toRoom', { to: 'attic' }), '/actions/toRoom/to'],
    ['an action from nowhere', changed('actions', 'toRoom', { from: ['attic'] }), '/actions/toRoom/from/0'],
    [
      'an action from where the engine does not',
      changed('actions', 'toRoom', { from: ['handled'] }),
      '/actions/toRoom/from/0',
    ],
    ['a resident in place of staff', changed('actions', 'accept', { by: 'resident' }), '/actions/accept/by'],
    [
      'staff in place of the resident',
      changed('actions', 'rate', { by: [{ role: 'operator', reach: 'area' }] }),
      '/actions/rate/by',
    ],
    [
      'a role that reads no case',
      changed('actions', 'accept', { by: [{ role: 'auditAdmin', reach: 'area' }] }),
      '/actions/accept/by/0',
    ],
    [
      'a department by area',
      changed('actions', 'handle', { by: [{ role: 'departmentHandler', reach: 'area' }] }),
      '/actions/handle/by/0',
    ],
    ['an internal note shown', changed('actions', 'urge', { note: 'public' }), '/actions/urge/note'],
    ['an undo that cannot be', changed('actions', 'handle', { undoable: true }), '/actions/handle/undoable'],
    [
      'a choice without options',
      changed('actions', 'toRoom', {
        fields: [{ code: 'why', name: { zh: '为何', en: 'Why' }, kind: 'choice', required: true }],
      }),
      '/actions/toRoom/fields/0/options',
    ],
    [
      'a state that nothing leads to',
      changed('actions', 'toRoom', null, changed('states', 'community', { onClock: { does: 'remind' } })),
      '/states/room',
    ],
    ['no "not solved"', changed('actions', 'contest', { from: ['closed', 'rejected'] }), '/states/checked'],
    [
      'the same move twice',
      changed('actions', 'second', { ...gradedFlow().actions.toRoom, name: { zh: '再上报', en: 'Again' } }),
      '/actions/second',
    ],
    ['a state that is a word', changed('states', 'same', gradedFlow().states.grid ?? {}), '/states/same'],
  ])('%s', (_, document, path) => {
    expect(pathsOf(document)).toContain(path);
  });

  test('an objection needs a consultation to go to, the second time', () => {
    const { states, actions, ...rest } = shippedFlows.get('erqi') ?? gradedFlow();
    const { consult: _, ...withoutState } = states;
    const { consult: __, conclude: ___, adjourn: ____, ...withoutActions } = actions;
    const faults = checkFlow({ ...rest, states: withoutState, actions: withoutActions });
    expect(faults).toMatchObject([{ path: '/actions/object/to' }]);
  });

  test('walked without a case, an objection is the first one', () => {
    const flow = readyFlow(shippedFlows.get('erqi') ?? gradedFlow(), 1);
    const [object] = flow.byMove.get('object') ?? [];
    const after = object && placeAfter(flow, { state: 'sent', origin: null, handler: null }, object);
    expect(after).toEqual({ state: 'objected', origin: 'sent', handler: null });
  });

  test('a dead end is named, and so is a circle that never ends', () => {
    const onlyReminded = changed('states', 'returned', { onClock: { does: 'remind' } });
    const shut = Object.fromEntries(
      Object.entries(onlyReminded.actions).map(([code, action]) => [
        code,
        { ...action, from: action.from === 'any' ? action.from : action.from.filter((from) => from !== 'returned') },
      ]),
    );
    expect(checkFlow({ ...onlyReminded, actions: shut })).toMatchObject([{ path: '/states/returned' }]);
    expect(
      checkFlow(changed('states', 'archived', { clock: { amount: 1, unit: 'workDay' }, onClock: { does: 'remind' } }))
        .length,
    ).toBeGreaterThan(0);
  });

  test('every fault of shape names its place, with words in both languages', () => {
    const { states, ...rest } = gradedFlow();
    const shapes: [unknown, string][] = [
      [rest, ''],
      ['a text', ''],
      [null, ''],
      [{ ...rest, states: { ...states, grid: { ...states.grid, is: 'sleeping' } } }, '/states/grid/is'],
      [{ ...rest, states: { ...states, grid: { ...states.grid, colour: 'red' } } }, '/states/grid/colour'],
      [{ ...rest, states, actions: { 'DROP TABLE': {} } }, '/actions'],
      [{ ...rest, states, settings: { contestDays: -1, lowRiskSample: 2 } }, '/settings/contestDays'],
    ];
    for (const [sent, path] of shapes) {
      const { document, faults } = faultsOf(sent);
      expect([path, document]).toEqual([path, null]);
      expect(faults.map((fault) => fault.path)).toContainEqual(expect.stringContaining(path));
      for (const { zh, en } of faults) expect([zh, en]).not.toContain('');
    }
  });
});
