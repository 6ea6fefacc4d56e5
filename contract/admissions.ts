import Type, { type Static } from 'typebox';
import { type ApiPart, Id, Instant, nullable, Text } from './shapes.ts';

/** A day in Shanghai: 2026-11-29. */
const Day = Type.String({ pattern: '^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$' });
const closed = { additionalProperties: false } as const;

/** What a person is told of a matter that the grids do not take. */
export const Belonging = Type.Object({
  zh: Type.String(),
  en: Type.String(),
  unitName: Type.String(),
  phone: Type.String(),
  /** Is a report taken all the same? */
  accepted: Type.Boolean(),
});
export type Belonging = Static<typeof Belonging>;

const decision = {
  categoryCode: Text(20, 1),
  admitted: Type.Boolean(),
  /** Not admitted, and yet reports are taken. */
  accepted: Type.Boolean(),
  belongsZh: Text(300),
  belongsEn: Text(300),
  unitName: Text(60),
  phone: Type.String({ maxLength: 30, pattern: '^[0-9 ()+-]*$' }),
  decidedBy: Text(60, 1),
  documentNo: Text(60, 1),
  decidedOn: Day,
  validFrom: Day,
  validTo: nullable(Day),
};
export const Admission = Type.Object({
  id: Id,
  ...decision,
  recordedAt: Instant,
  /** It decides today. */
  inForce: Type.Boolean(),
});
export type Admission = Static<typeof Admission>;

export const admissionsApi = {
  'GET /api/admissions': {
    summary: 'Decisions on what may enter the grids, the last recorded first',
    access: 'signed-in',
    query: Type.Object({ categoryCode: Type.Optional(Text(20)) }, closed),
    answer: Type.Object({ rows: Type.Array(Admission) }),
  },
  'POST /api/admissions': {
    summary: 'Record a decision: it counts over earlier ones of the same class on the days it covers',
    access: 'signed-in',
    body: Type.Object({ commandId: Id, id: Id, ...decision }, closed),
    answer: Admission,
  },
} as const satisfies ApiPart;
