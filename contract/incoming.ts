import Type, { type Static } from 'typebox';
import { Contact, PlaceInput, Rating, StateName } from './cases.ts';
import { PhotoView } from './files.ts';
import { Words } from './flow-document.ts';
import { type Move, moveNames } from './lifecycle.ts';
import { type ApiPart, Id, Instant, nullable, Text } from './shapes.ts';

/** The sender's own number of a case or of an update: letters, digits and . _ - only, so that it stands in an address. */
const SenderNo = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' });
/** Uploaded before by POST /api/public/files/:id. */
const Photos = Type.Array(Type.Object({ id: Id }, { additionalProperties: false }), { maxItems: 9, uniqueItems: true });

export const IncomingCase = Type.Object(
  {
    senderNo: SenderNo,
    title: Type.Optional(Text(60)),
    body: Text(2000),
    place: PlaceInput,
    categoryCode: Type.Optional(Text(20)),
    photos: Type.Optional(Photos),
    /** Who turned to the sender: sealed here, never sent out again. */
    contact: Type.Optional(Contact),
    anonymous: Type.Optional(Type.Boolean()),
    seenAt: Type.Optional(Instant),
    locale: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])),
  },
  { additionalProperties: false },
);
export type IncomingCase = Static<typeof IncomingCase>;

export const IncomingUpdate = Type.Union([
  Type.Object(
    {
      updateNo: SenderNo,
      /** remark: something to add, while the case is open; answer: the reply to the question that it waits for; contest: it is not solved. */
      kind: Type.Union([Type.Literal('remark'), Type.Literal('answer'), Type.Literal('contest')]),
      note: Text(1000, 1),
      photos: Type.Optional(Photos),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      updateNo: SenderNo,
      /** The reporter's own word on the result, given in the sender's app. */
      kind: Type.Literal('rate'),
      rating: Rating,
      note: Type.Optional(Text(1000)),
    },
    { additionalProperties: false },
  ),
]);
export type IncomingUpdate = Static<typeof IncomingUpdate>;

/** What a sender may say of its case, as the reporter would. */
export const updateKinds = ['remark', 'answer', 'rate', 'contest'] as const;

const MoveOrReport = Type.Unsafe<Move | 'report'>(
  Type.Union([...moveNames.map((name) => Type.Literal(name)), Type.Literal('report')]),
);

/** A case as its sender may see it: every public step, no internal note, no name but the answering worker's. */
export const IncomingView = Type.Object({
  senderNo: Type.String(),
  id: Id,
  no: Type.String(),
  title: Type.String(),
  state: StateName,
  /** In the words of the case's own flow. */
  stateName: Words,
  stateKind: Type.Union([Type.Literal('open'), Type.Literal('waiting'), Type.Literal('closed'), Type.Literal('void')]),
  categoryName: nullable(Type.String()),
  areaName: Type.String(),
  reportedAt: Instant,
  dueAt: nullable(Instant),
  closedAt: nullable(Instant),
  /** The question that waits for an update of kind answer. */
  question: nullable(Type.String()),
  result: nullable(Type.String()),
  rating: nullable(Rating),
  /** Addresses are signed and expire after half a day. */
  photos: Type.Array(PhotoView),
  steps: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Instant,
      move: MoveOrReport,
      moveName: Words,
      state: StateName,
      stateName: Words,
      by: Type.String(),
      note: nullable(Type.String()),
      photos: Type.Array(PhotoView),
    }),
  ),
  /** The kinds of update that are taken now. */
  updates: Type.Array(
    Type.Unsafe<(typeof updateKinds)[number]>(Type.Union(updateKinds.map((kind) => Type.Literal(kind)))),
  ),
});
export type IncomingView = Static<typeof IncomingView>;

/** How one of the sender's cases stands, for a status that goes back without asking for each. */
const IncomingChange = Type.Object({
  senderNo: Type.String(),
  id: Id,
  no: Type.String(),
  state: StateName,
  stateName: Words,
  stateKind: Type.Union([Type.Literal('open'), Type.Literal('waiting'), Type.Literal('closed'), Type.Literal('void')]),
  /** When it came to this state. */
  changedAt: Instant,
  dueAt: nullable(Instant),
  closedAt: nullable(Instant),
  rating: nullable(Rating),
});

const byNumber = Type.Object({ senderNo: SenderNo });

export const incomingApi = {
  'POST /api/exchange/cases': {
    summary: 'Another platform files a case; the same number with the same content is answered as it stands',
    access: 'signed',
    body: IncomingCase,
    answer: IncomingView,
  },
  'POST /api/exchange/cases/:senderNo/updates': {
    summary: 'Another platform adds to its case, answers a question, or says what the reporter thinks of the result',
    access: 'signed',
    params: byNumber,
    body: IncomingUpdate,
    answer: IncomingView,
  },
  'GET /api/exchange/cases': {
    summary: "The sender's own cases whose state changed, the oldest change first: what a platform asks every minute",
    access: 'signed',
    query: Type.Object(
      {
        /** The `cursor` of the answer before; left out: from the beginning. */
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      rows: Type.Array(IncomingChange),
      /** Where to go on, also when nothing more is there now: keep it for the next time. Null: there was nothing yet. */
      cursor: nullable(Type.String()),
      more: Type.Boolean(),
    }),
  },
  'GET /api/exchange/cases/:senderNo': {
    summary: 'Another platform reads its case back',
    access: 'signed',
    params: byNumber,
    answer: IncomingView,
  },
} as const satisfies ApiPart;
