import Type, { type Static } from 'typebox';
import { type ApiPart, Done, Id, Instant, nullable, Point, Text } from './shapes.ts';

/** As many as one person keeps; what is older than all of them is asked to be cleared first. */
export const mostNotes = 200;

/** A quick note of one worker: read by nobody else, and no case until its writer makes it one. */
export const QuickNote = Type.Object({
  id: Id,
  body: Type.String(),
  notedAt: Instant,
  changedAt: Instant,
  point: nullable(Type.Object({ lon: Type.Number(), lat: Type.Number() })),
  caseId: nullable(Id),
  caseNo: nullable(Type.String()),
});
export type QuickNote = Static<typeof QuickNote>;

const byId = Type.Object({ id: Id });

export const notesApi = {
  'GET /api/notes': {
    summary: 'Own quick notes, the newest first',
    access: 'signed-in',
    answer: Type.Object({ rows: Type.Array(QuickNote) }),
  },
  'PUT /api/notes/:id': {
    summary: 'Bring a quick note from the phone: of two versions the one that was changed later stays',
    access: 'signed-in',
    params: byId,
    body: Type.Object(
      {
        body: Text(2000, 1),
        notedAt: Instant,
        changedAt: Instant,
        point: Type.Optional(Point),
        /** The case that it became. */
        caseId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    answer: QuickNote,
  },
  'DELETE /api/notes/:id': {
    summary: 'Throw a quick note away; one that is gone already is no fault',
    access: 'signed-in',
    params: byId,
    answer: Done,
  },
} as const satisfies ApiPart;
