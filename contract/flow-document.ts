import Type, { type Static } from 'typebox';
import { LimitUnit } from './catalogue.ts';
import { owningRoles } from './flow-limits.ts';
import {
  type Move,
  type MoveRule,
  moveNames,
  moves,
  type OwnerRule,
  type State,
  type SystemMove,
  stateNames,
  states,
} from './lifecycle.ts';
import { type Reach, roleNames } from './rights.ts';
import { nullable, Text } from './shapes.ts';

/**
 * A flow as a document of data: the states of one place in its own words, who may do what in them, what it needs and where
 * it leads, how long each may last and what happens then. Each state says as which state of the engine it counts, each
 * action which move of the engine it makes: by that alone lists, figures, row security and the fronts know what it means.
 */
const strict = { additionalProperties: false } as const;
export const oneOf = <T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.Union(values.map((value) => Type.Literal(value))));

export const FlowCode = Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,39}$', maxLength: 40 });
export const Words = Type.Object({ zh: Text(80, 1), en: Text(160, 1) }, strict);
export type Words = Static<typeof Words>;

// What the engine knows now, by its own tables: a state or move that is added there can be used here at once.
const rules = moveNames.map((name): MoveRule => moves[name]);
const ownerRules = [...new Set(stateNames.map((name): OwnerRule => states[name].owner))];
const needNames = [...new Set(rules.flatMap(({ needs }) => needs))];
const systemMoves = moveNames.filter((name): name is SystemMove => (moves[name] as MoveRule).by === 'system');

/** The nearest post of a role on the way from the place to the root; `level`: of areas at this depth only (0 is the root). */
export const RoleOwner = Type.Object(
  { role: oneOf(owningRoles), level: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })) },
  strict,
);
export type RoleOwner = Static<typeof RoleOwner>;
export type FlowOwner = OwnerRule | RoleOwner;

export const FlowClock = Type.Union([
  Type.Object({ amount: Type.Number({ minimum: 0, maximum: 10000 }), unit: LimitUnit }, strict),
  Type.Literal('limit'),
  Type.Literal('until'),
  Type.Null(),
]);
export type FlowClock = Static<typeof FlowClock>;

export const FlowState = Type.Object(
  {
    name: Words,
    /** What the resident reads. */
    resident: Words,
    /** The state of the engine that it counts as. */
    is: oneOf<State>(stateNames),
    owner: Type.Unsafe<FlowOwner>(Type.Union([oneOf(ownerRules), RoleOwner])),
    /** How long it may last: an amount, the limit of the case's class, the date that was given; null: for good. */
    clock: FlowClock,
    /** What happens then by itself; `to` where the move leads to a state. */
    onClock: nullable(Type.Object({ does: oneOf(systemMoves), to: Type.Optional(FlowCode) }, strict)),
  },
  strict,
);
export type FlowState = Static<typeof FlowState>;

export const FlowGrant = Type.Object(
  { role: oneOf(roleNames), reach: oneOf<Reach>(['area', 'unit', 'owner', 'task']) },
  strict,
);
export type FlowGrant = Static<typeof FlowGrant>;

/** A line of the form that an action asks for beyond what its move needs. */
export const FlowField = Type.Object(
  {
    code: FlowCode,
    name: Words,
    kind: Type.Union([Type.Literal('text'), Type.Literal('choice')]),
    options: Type.Optional(Type.Array(Type.Object({ code: FlowCode, name: Words }, strict), { maxItems: 20 })),
    required: Type.Boolean(),
  },
  strict,
);
export type FlowField = Static<typeof FlowField>;

export const FlowPhotos = Type.Object(
  {
    kind: Type.Union([Type.Literal('before'), Type.Literal('after'), Type.Literal('check'), Type.Literal('extra')]),
    least: Type.Integer({ minimum: 1, maximum: 9 }),
  },
  strict,
);

export const FlowAction = Type.Object(
  {
    /** The move of the engine: which values change, who is told, what it needs in any case. */
    does: oneOf<Move>(moveNames),
    name: Words,
    /** 'any': every state of the flow from which the engine knows the move. */
    from: Type.Union([Type.Literal('any'), Type.Array(FlowCode, { minItems: 1, maxItems: 60 })]),
    /** A state; 'origin': the one before; 'same': it stays; 'handler': back to whoever handled it; 'asked', 'disputed': see lifecycle.ts. */
    to: FlowCode,
    by: Type.Union([
      Type.Literal('resident'),
      Type.Literal('system'),
      Type.Array(FlowGrant, { minItems: 1, maxItems: 30 }),
    ]),
    /** Beyond what the move needs by itself. */
    needs: Type.Optional(Type.Array(oneOf(needNames), { maxItems: 10 })),
    fields: Type.Optional(Type.Array(FlowField, { maxItems: 10 })),
    photos: Type.Optional(Type.Array(FlowPhotos, { maxItems: 4 })),
    /** May the resident read the note? */
    note: Type.Union([Type.Literal('public'), Type.Literal('internal')]),
    undoable: Type.Optional(Type.Boolean()),
    /** Who is told, where it is not whom the move tells. */
    tells: Type.Optional(Type.Object({ owner: Type.Boolean(), reporter: Type.Boolean() }, strict)),
  },
  strict,
);
export type FlowAction = Static<typeof FlowAction>;

export const FlowSettings = Type.Object(
  {
    /** Days after checking or closing in which the resident may say "not solved". */
    contestDays: Type.Integer({ minimum: 1, maximum: 60 }),
    /** Share of low-risk cases that somebody else checks on site; all others always are. */
    lowRiskSample: Type.Number({ minimum: 0, maximum: 1 }),
  },
  strict,
);
export type FlowSettings = Static<typeof FlowSettings>;

export const FlowDocument = Type.Object(
  {
    code: FlowCode,
    name: Words,
    note: Text(2000),
    start: FlowCode,
    states: Type.Record(FlowCode, FlowState, strict),
    actions: Type.Record(FlowCode, FlowAction, strict),
    settings: FlowSettings,
  },
  strict,
);
export type FlowDocument = Static<typeof FlowDocument>;
