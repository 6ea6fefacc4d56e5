import Type, { type Static } from 'typebox';
import { AlarmLevel, StateName } from './cases.ts';
import { Words } from './flow-document.ts';
import { Id, Instant, nullable } from './shapes.ts';

/** One event of /api/live and of /api/public/track/:token/live, as JSON in `data`. */
export const LiveEvent = Type.Object({
  caseId: Id,
  no: Type.String(),
  seq: Type.Integer(),
  state: StateName,
  move: Type.String(),
  /** In the words of the case's own flow; null where the step changes no state. */
  stateName: nullable(Words),
  moveName: nullable(Words),
  title: Type.String(),
  areaName: Type.String(),
  at: Instant,
  level: nullable(AlarmLevel),
  overdue: Type.Boolean(),
});
export type LiveEvent = Static<typeof LiveEvent>;
