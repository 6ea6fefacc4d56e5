import Type, { type Static } from 'typebox';
import { AlarmLevel, StateName } from './cases.ts';
import { Id, Instant, nullable } from './shapes.ts';

/** One event of /api/live and of /api/public/track/:token/live, as JSON in `data`. */
export const LiveEvent = Type.Object({
  caseId: Id,
  no: Type.String(),
  seq: Type.Integer(),
  state: StateName,
  move: Type.String(),
  title: Type.String(),
  areaName: Type.String(),
  at: Instant,
  level: nullable(AlarmLevel),
  overdue: Type.Boolean(),
});
export type LiveEvent = Static<typeof LiveEvent>;
