import Type, { type Static } from 'typebox';
import { PlaceOwner } from './areas.ts';
import { CaseParts, partFields, StepMore } from './case-parts.ts';
import { PhotoView } from './files.ts';
import { Words } from './flow-document.ts';
import { ActionView, FieldView, FormFields } from './flow-views.ts';
import { type Move, moveNames, type State, stateNames } from './lifecycle.ts';
import { DistrictId, Id, Instant, nullable, Point, Text } from './shapes.ts';

export const sources = ['resident', 'worker', 'operator', 'hotline', 'platform'] as const;
export type Source = (typeof sources)[number];
export const StateName = Type.Unsafe<State>(Type.Union(stateNames.map((name) => Type.Literal(name))));
export const MoveName = Type.Unsafe<Move>(Type.Union(moveNames.map((name) => Type.Literal(name))));
export const SourceName = Type.Unsafe<Source>(Type.Union(sources.map((name) => Type.Literal(name))));
export const Rating = Type.Union([Type.Literal('satisfied'), Type.Literal('fair'), Type.Literal('dissatisfied')]);
/** Alarm level Ⅰ (most severe) to Ⅳ. */
export const AlarmLevel = Type.Integer({ minimum: 1, maximum: 4 });

/** Where it is: any one of point, addressId, areaId is enough; the address decides first, the polygon second. */
export const PlaceInput = Type.Object(
  {
    point: Type.Optional(Point),
    addressId: Type.Optional(Id),
    /** The micro-grid chosen by a person: settles places near an edge. */
    areaId: Type.Optional(Id),
    text: Type.Optional(Text(200)),
    source: Type.Optional(
      Type.Union([
        Type.Literal('device'),
        Type.Literal('map'),
        Type.Literal('photo'),
        Type.Literal('address'),
        Type.Literal('list'),
      ]),
    ),
  },
  { additionalProperties: false },
);
export const PhotoInput = Type.Object(
  {
    id: Id,
    kind: Type.Union([Type.Literal('before'), Type.Literal('after'), Type.Literal('check'), Type.Literal('extra')]),
  },
  { additionalProperties: false },
);
export const Contact = Type.Object(
  { name: Type.Optional(Text(40)), phone: Type.Optional(Type.String({ maxLength: 20 })) },
  { additionalProperties: false },
);

/** A new report. `id` and `commandId` are made by the client: a resend is answered with the first result. */
export const ReportCase = Type.Object(
  {
    id: Id,
    commandId: Id,
    district: Type.Optional(DistrictId),
    body: Text(2000),
    title: Type.Optional(Text(60)),
    place: PlaceInput,
    photos: Type.Array(PhotoInput, { maxItems: 20 }),
    categoryCode: Type.Optional(Text(20)),
    anonymous: Type.Optional(Type.Boolean()),
    contact: Type.Optional(Contact),
    /** When the person saw it, by the device's clock; refused when more than a day in the future. */
    seenAt: Type.Optional(Instant),
    /** Staff only: filed for someone else, and how it came. */
    source: Type.Optional(SourceName),
    locale: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])),
  },
  { additionalProperties: false },
);
export type ReportCase = Static<typeof ReportCase>;

export const Reported = Type.Object({
  id: Id,
  no: Type.String(),
  /** Tracking token: whoever has it may follow, answer, rate and contest. Shown once. */
  token: Type.String(),
  state: StateName,
  dueAt: nullable(Instant),
  owner: nullable(PlaceOwner),
  areaName: Type.String(),
});
export type Reported = Static<typeof Reported>;

export const MoveCase = Type.Object(
  {
    commandId: Id,
    move: MoveName,
    /** Of the case's flow, where several of its actions make this move (`actions` of the case). */
    action: Type.Optional(Text(60, 1)),
    /** What the action asks for beyond the needs of its move, by the code of the line. */
    fields: Type.Optional(FormFields),
    /** Steps the screen has seen; another number means the case has moved on (409 case.moved-on). */
    seq: Type.Optional(Type.Integer({ minimum: 1 })),
    note: Type.Optional(Text(1000)),
    photos: Type.Optional(Type.Array(PhotoInput, { maxItems: 9 })),
    unitId: Type.Optional(Id),
    areaId: Type.Optional(Id),
    targetId: Type.Optional(Id),
    until: Type.Optional(Instant),
    categoryCode: Type.Optional(Text(20)),
    /** Of the category's filing conditions (GET /api/deadlines/limits); left out, none holds. */
    conditionCode: Type.Optional(Text(20, 1)),
    rating: Type.Optional(Rating),
    /** Where the actor stood: distance to the case is stored with the step. */
    point: Type.Optional(Point),
    /** When it was done, by the device's clock (offline work); the server's own time is stored beside. */
    doneAt: Type.Optional(Instant),
    ...partFields,
  },
  { additionalProperties: false },
);
export type MoveCase = Static<typeof MoveCase>;
const StepMove = Type.Unsafe<Move | 'report'>(Type.Union([MoveName, Type.Literal('report')]));
export const Step = Type.Object({
  seq: Type.Integer(),
  at: Instant,
  move: StepMove,
  state: StateName,
  moveName: Words,
  stateName: Words,
  fields: Type.Array(FieldView),
  /** Who, in words the reader may see: name only where allowed, otherwise post or unit title. */
  by: Type.String(),
  post: nullable(Type.String()),
  note: nullable(Type.String()),
  internal: Type.Boolean(),
  photos: Type.Array(PhotoView),
  /** Metres between the actor and the case, when a place came with the step. */
  metres: nullable(Type.Integer()),
  unitName: nullable(Type.String()),
  areaName: nullable(Type.String()),
  rating: nullable(Rating),
  until: nullable(Instant),
  more: nullable(StepMore),
  hash: nullable(Type.String()),
});
export type Step = Static<typeof Step>;
export const CaseRow = Type.Object({
  id: Id,
  no: Type.String(),
  seq: Type.Integer(),
  title: Type.String(),
  state: StateName,
  stateName: Words,
  level: nullable(AlarmLevel),
  categoryCode: nullable(Type.String()),
  categoryName: nullable(Type.String()),
  areaId: Id,
  areaName: Type.String(),
  address: nullable(Type.String()),
  source: SourceName,
  reportedAt: Instant,
  stateSince: Instant,
  /** End of the present state's clock and of the total limit. */
  dueAt: nullable(Instant),
  totalDueAt: nullable(Instant),
  /** From when it counts as near due, by the district's threshold. */
  nearAt: nullable(Instant),
  /** From when it counts as long overdue. */
  longAt: nullable(Instant),
  overdue: Type.Boolean(),
  ownerName: nullable(Type.String()),
  unitName: nullable(Type.String()),
  meToo: Type.Integer(),
  returns: Type.Integer(),
  reopens: Type.Integer(),
  thumbUrl: nullable(Type.String()),
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
});
export type CaseRow = Static<typeof CaseRow>;
export const CaseView = Type.Intersect([
  CaseRow,
  Type.Object({
    body: Type.String(),
    accuracy: nullable(Type.Number()),
    placeSource: nullable(Type.String()),
    /** Names from the root to the micro-grid. */
    areaPath: Type.Array(Type.Object({ id: Id, name: Type.String() })),
    ownerPostId: nullable(Id),
    ownerPhone: nullable(Type.String()),
    unitId: nullable(Id),
    conditionCode: nullable(Type.String()),
    /** Masked: 陈* 138****2071; the full one by POST /api/cases/:id/contact with a purpose. */
    reporter: nullable(
      Type.Object({ name: nullable(Type.String()), phone: nullable(Type.String()), anonymous: Type.Boolean() }),
    ),
    photos: Type.Array(PhotoView),
    steps: Type.Array(Step),
    rating: nullable(Rating),
    mergedInto: nullable(Type.Object({ id: Id, no: Type.String() })),
    mergedHere: Type.Array(Type.Object({ id: Id, no: Type.String(), title: Type.String() })),
    /** Moves this reader may make now; screens repeat no rule. */
    abilities: Type.Array(MoveName),
    actions: Type.Array(ActionView),
    mayContact: Type.Boolean(),
    undoUntil: nullable(Instant),
    parts: CaseParts,
  }),
]);
export type CaseView = Static<typeof CaseView>;

export const TrackView = Type.Object({
  id: Id,
  no: Type.String(),
  seq: Type.Integer(),
  title: Type.String(),
  body: Type.String(),
  state: StateName,
  stateName: Words,
  /** The sentence for the resident. */
  stateWords: Words,
  categoryName: nullable(Type.String()),
  areaName: Type.String(),
  address: nullable(Type.String()),
  reportedAt: Instant,
  dueAt: nullable(Instant),
  /** While the time limit stands still: what it waits for, since when, and until when at the latest. */
  paused: nullable(
    Type.Object({
      why: Type.Union([Type.Literal('answer'), Type.Literal('suspended'), Type.Literal('deferred')]),
      since: Instant,
      until: nullable(Instant),
    }),
  ),
  closedAt: nullable(Instant),
  /** The last public word of whoever handled it. */
  result: nullable(Type.String()),
  /** The question that waits for an answer (state waiting). */
  question: nullable(Type.String()),
  owner: nullable(PlaceOwner),
  photos: Type.Array(PhotoView),
  steps: Type.Array(Step),
  rating: nullable(Rating),
  meToo: Type.Integer(),
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  mine: Type.Boolean(),
  abilities: Type.Array(MoveName),
  actions: Type.Array(ActionView),
  contestUntil: nullable(Instant),
});
export type TrackView = Static<typeof TrackView>;

export const SimilarCase = Type.Object({
  id: Id,
  no: Type.String(),
  title: Type.String(),
  state: StateName,
  stateName: Words,
  reportedAt: Instant,
  metres: Type.Integer(),
  meToo: Type.Integer(),
  thumbUrl: nullable(Type.String()),
  /** 0..1; from 0.45 on it is probably the same. */
  score: Type.Number(),
  joined: Type.Boolean(),
});
export type SimilarCase = Static<typeof SimilarCase>;

export const CaseCounts = Type.Object({
  triage: Type.Integer(),
  dispatched: Type.Integer(),
  handling: Type.Integer(),
  checking: Type.Integer(),
  waiting: Type.Integer(),
  /** Soon due: past the district's threshold, not yet late. */
  near: Type.Integer(),
  overdue: Type.Integer(),
  open: Type.Integer(),
  mine: Type.Integer(),
});
export type CaseCounts = Static<typeof CaseCounts>;

export const TrackMove = Type.Object(
  {
    commandId: Id,
    move: Type.Union([Type.Literal('rate'), Type.Literal('contest'), Type.Literal('answer'), Type.Literal('remark')]),
    action: Type.Optional(Text(60, 1)),
    fields: Type.Optional(FormFields),
    seq: Type.Optional(Type.Integer({ minimum: 1 })),
    note: Type.Optional(Text(1000)),
    rating: Type.Optional(Rating),
    photos: Type.Optional(Type.Array(PhotoInput, { maxItems: 9 })),
  },
  { additionalProperties: false },
);
export const SavedFilter = Type.Object({ id: Id, name: Text(40, 1), query: Type.Record(Type.String(), Type.String()) });
