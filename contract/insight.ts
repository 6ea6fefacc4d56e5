import Type, { type Static } from 'typebox';
import { Words } from './flow-document.ts';
import { LiveEvent } from './live-event.ts';
import { type ApiPart, Id, Instant, nullable } from './shapes.ts';

const counts = Type.Object({ key: Type.String(), name: Type.String(), n: Type.Integer() });
/** Figures of the wall for one area; never with names of residents, phones or dwellings. */
export const Wall = Type.Object({
  at: Instant,
  area: Type.Object({
    id: Id,
    name: Type.String(),
    level: Type.Integer(),
    communities: Type.Integer(),
    microGrids: Type.Integer(),
    households: Type.Integer(),
  }),
  today: Type.Object({
    reported: Type.Integer(),
    reportedYesterdaySameTime: Type.Integer(),
    closed: Type.Integer(),
    firstTimeClosed: Type.Integer(),
    open: Type.Integer(),
    overdue: Type.Integer(),
    dueSoon: Type.Integer(),
    meanHandleHours: nullable(Type.Number()),
  }),
  last30: Type.Object({
    /** Share 0..1 and what it is of; null under 10. Satisfaction counts only those who rated. */
    onTime: nullable(Type.Number()),
    onTimeOf: Type.Integer(),
    satisfied: nullable(Type.Number()),
    satisfiedOf: Type.Integer(),
    ratedShare: nullable(Type.Number()),
    selfFound: nullable(Type.Number()),
    selfFoundOf: Type.Integer(),
  }),
  trend: Type.Array(Type.Object({ day: Type.String(), reported: Type.Integer(), closed: Type.Integer() })),
  byState: Type.Array(counts),
  levels: Type.Array(Type.Object({ level: Type.Integer(), n: Type.Integer() })),
  /** Children of the area: places, not people. `onTime` null where fewer than 10 fell due. */
  children: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      open: Type.Integer(),
      overdue: Type.Integer(),
      reported30: Type.Integer(),
      onTime: nullable(Type.Number()),
      onTimeOf: Type.Integer(),
    }),
  ),
  /** Areas two levels below with an open case, for the colours of the map; those not named have none. */
  grandchildren: Type.Array(Type.Object({ id: Id, open: Type.Integer(), overdue: Type.Integer() })),
  force: Type.Object({ posts: Type.Integer(), onDuty: Type.Integer(), vacant: Type.Integer(), units: Type.Integer() }),
  urgent: nullable(
    Type.Object({
      caseId: Id,
      no: Type.String(),
      title: Type.String(),
      areaId: Id,
      areaName: Type.String(),
      level: nullable(Type.Integer()),
      overdueMinutes: Type.Integer(),
      lon: nullable(Type.Number()),
      lat: nullable(Type.Number()),
      ownerTitle: nullable(Type.String()),
    }),
  ),
  feed: Type.Array(Type.Object({ ...LiveEvent.properties, stateName: Words, moveName: Words })),
});
export type Wall = Static<typeof Wall>;
export const insightApi = {
  'GET /api/insight/wall': {
    summary: 'One screen: counts, trend, ranking of places, live feed',
    access: 'signed-in',
    query: Type.Object({ areaId: Type.Optional(Id) }, { additionalProperties: false }),
    answer: Wall,
  },
} as const satisfies ApiPart;
