import Type, { type Static } from 'typebox';
import { AlarmLevel, Rating, SourceName } from './cases.ts';
import { Id, Instant, Text } from './shapes.ts';

/** Filters of the list, of the export, of the counts and of the map: one meaning everywhere. */
export const CaseFilter = {
  state: Type.Optional(Type.String({ maxLength: 300, description: 'comma-separated states' })),
  view: Type.Optional(
    Type.Union([
      Type.Literal('mine'),
      Type.Literal('open'),
      Type.Literal('near'),
      Type.Literal('overdue'),
      Type.Literal('all'),
    ]),
  ),
  areaId: Type.Optional(Id),
  categoryCode: Type.Optional(Text(20)),
  source: Type.Optional(SourceName),
  unitId: Type.Optional(Id),
  ownerPostId: Type.Optional(Id),
  level: Type.Optional(AlarmLevel),
  /** Words, fragments or a case number. A number ignores the other filters. */
  q: Type.Optional(Text(100)),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
  /** Closed work as the wall counts it (checked and closed; rejected or merged reports are none), from and before an instant. */
  closedFrom: Type.Optional(Instant),
  closedTo: Type.Optional(Instant),
  rating: Type.Optional(Rating),
};
export const CaseQuery = Type.Object(
  {
    ...CaseFilter,
    /** With closedFrom or closedTo: by when the work was closed, the latest first unless `oldest`. */
    sort: Type.Optional(Type.Union([Type.Literal('due'), Type.Literal('newest'), Type.Literal('oldest')])),
    after: Type.Optional(Text(300)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
);
export type CaseQuery = Static<typeof CaseQuery>;
