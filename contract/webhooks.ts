import Type, { type Static } from 'typebox';
import { MoveName, StateName } from './cases.ts';
import { Words } from './flow-document.ts';
import { type Move, moveNames } from './lifecycle.ts';
import { type ApiPart, DistrictId, Done, Id, Instant, nullable, page, Text } from './shapes.ts';

/** A step to be told: any move of the life cycle, or the report itself. */
export const toldMoves = ['report', ...moveNames] as const;
const ToldMove = Type.Unsafe<Move | 'report'>(Type.Union([Type.Literal('report'), MoveName]));

/** Why a try failed; the screen has the words. `status`: the other side answered with something else than 2xx. */
export const deliveryFaults = ['address', 'dns', 'unreachable', 'tls', 'timeout', 'redirect', 'status'] as const;
export type DeliveryFault = (typeof deliveryFaults)[number];
const FaultName = Type.Unsafe<DeliveryFault>(Type.Union(deliveryFaults.map((name) => Type.Literal(name))));

/** waiting: not yet tried, or to be tried again; stuck: all tries failed, a person decides; dropped: a person let it go. */
export const deliveryStates = ['waiting', 'sent', 'stuck', 'dropped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
const DeliveryStateName = Type.Unsafe<DeliveryState>(Type.Union(deliveryStates.map((name) => Type.Literal(name))));

/** The body of every webhook; `version` changes only when a field changes its meaning or goes. */
export const StepTold = Type.Object({
  version: Type.Literal(1),
  /** The same as the header webhook-id. */
  id: Id,
  type: Type.Union([Type.Literal('case.step'), Type.Literal('ping')]),
  at: Instant,
  district: DistrictId,
  case: nullable(
    Type.Object({
      id: Id,
      no: Type.String(),
      state: StateName,
      /** In the words of the case's own flow. */
      stateName: Words,
      stateKind: Type.Union([
        Type.Literal('open'),
        Type.Literal('waiting'),
        Type.Literal('closed'),
        Type.Literal('void'),
      ]),
      categoryCode: nullable(Type.String()),
      categoryName: nullable(Type.String()),
      areaId: Id,
      areaName: Type.String(),
    }),
  ),
  step: nullable(
    Type.Object({
      seq: Type.Integer(),
      move: ToldMove,
      moveName: Words,
      at: Instant,
      /** Title of the post that acted; null for a resident or the system. Never a person's name. */
      by: nullable(Type.String()),
      byKind: Type.Union([Type.Literal('resident'), Type.Literal('staff'), Type.Literal('system')]),
    }),
  ),
});
export type StepTold = Static<typeof StepTold>;

const filters = {
  name: Text(60, 1),
  url: Text(500, 8),
  /** Only cases in this subtree. */
  areaId: nullable(Id),
  /** Only these moves; empty for all. */
  moves: Type.Array(ToldMove, { maxItems: 60, uniqueItems: true }),
  /** Only these classes; a major class stands for all of its own; empty for all. */
  categories: Type.Array(Text(20, 1), { maxItems: 100, uniqueItems: true }),
};

export const Webhook = Type.Object({
  id: Id,
  name: Type.String(),
  url: Type.String(),
  areaId: nullable(Id),
  areaName: nullable(Type.String()),
  moves: Type.Array(ToldMove),
  categories: Type.Array(Type.String()),
  createdAt: Instant,
  pausedAt: nullable(Instant),
  /** person: somebody paused it; failures: it failed for hours and paused itself. */
  pausedWhy: nullable(Type.Union([Type.Literal('person'), Type.Literal('failures')])),
  /** Tries in a row that failed. */
  failures: Type.Integer(),
  succeededAt: nullable(Instant),
  waiting: Type.Integer(),
  stuck: Type.Integer(),
});
export type Webhook = Static<typeof Webhook>;

export const Delivery = Type.Object({
  id: Id,
  webhookId: Id,
  webhookName: Type.String(),
  caseId: Id,
  caseNo: Type.String(),
  seq: Type.Integer(),
  move: ToldMove,
  state: DeliveryStateName,
  attempts: Type.Integer(),
  nextAt: nullable(Instant),
  lastStatus: nullable(Type.Integer()),
  lastFault: nullable(FaultName),
  lastAnswer: nullable(Type.String()),
  createdAt: Instant,
  sentAt: nullable(Instant),
});
export type Delivery = Static<typeof Delivery>;

const hookId = Type.Object({ id: Id });
const commanded = Type.Object({ commandId: Id }, { additionalProperties: false });

export const webhooksApi = {
  'GET /api/exchange/webhooks': {
    summary: 'Addresses that are told every step of a case',
    access: 'signed-in',
    answer: Type.Object({ rows: Type.Array(Webhook) }),
  },
  'POST /api/exchange/webhooks': {
    summary: 'Add a webhook; the answer shows its signing secret, nothing else ever does',
    access: 'signed-in',
    body: Type.Object({ commandId: Id, id: Id, ...filters }, { additionalProperties: false }),
    answer: Type.Object({ id: Id, secret: Type.String() }),
  },
  'PUT /api/exchange/webhooks/:id': {
    summary: 'Change a webhook, pause it or let it go on',
    access: 'signed-in',
    params: hookId,
    body: Type.Object(
      { commandId: Id, ...Type.Partial(Type.Object(filters)).properties, paused: Type.Optional(Type.Boolean()) },
      { additionalProperties: false },
    ),
    answer: Done,
  },
  'DELETE /api/exchange/webhooks/:id': {
    summary: 'Delete a webhook; what still waited for it is dropped',
    access: 'signed-in',
    params: hookId,
    answer: Done,
  },
  'POST /api/exchange/webhooks/:id/test': {
    summary: 'Send a ping now and say how it went',
    access: 'signed-in',
    params: hookId,
    answer: Type.Object({
      ok: Type.Boolean(),
      status: nullable(Type.Integer()),
      fault: nullable(FaultName),
      answer: nullable(Type.String()),
      ms: Type.Integer(),
    }),
  },
  'POST /api/exchange/webhooks/:id/resend': {
    summary: 'Try everything that is stuck for this webhook again',
    access: 'signed-in',
    params: hookId,
    body: commanded,
    answer: Type.Object({ count: Type.Integer() }),
  },
  'GET /api/exchange/deliveries': {
    summary: 'What was and will be told to webhooks, newest first',
    access: 'signed-in',
    query: Type.Object(
      {
        state: Type.Optional(DeliveryStateName),
        webhookId: Type.Optional(Id),
        after: Type.Optional(Text(300)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      },
      { additionalProperties: false },
    ),
    answer: page(Delivery),
  },
  'POST /api/exchange/deliveries/:id/resend': {
    summary: 'Try a stuck delivery again',
    access: 'signed-in',
    params: hookId,
    body: commanded,
    answer: Done,
  },
  'POST /api/exchange/deliveries/:id/drop': {
    summary: 'Let a delivery go: it is not tried any more',
    access: 'signed-in',
    params: hookId,
    body: commanded,
    answer: Done,
  },
} as const satisfies ApiPart;
