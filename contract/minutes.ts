import Type, { type Static } from 'typebox';
import { StateName } from './cases.ts';
import { Words } from './flow-document.ts';
import { type ApiPart, Done, Id, Instant, nullable, page, Text } from './shapes.ts';

const closed = { additionalProperties: false } as const;
/** A day in Shanghai: 2026-11-29. */
const Day = Type.String({ pattern: '^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$' });
export const mostLines = 60;

/** open: to be done; filed: it is a case, and the case says how it stands; done; dropped: with a reason. */
export const lineStates = ['open', 'filed', 'done', 'dropped'] as const;
export type LineState = (typeof lineStates)[number];
const LineStateName = Type.Unsafe<LineState>(Type.Union(lineStates.map((state) => Type.Literal(state))));

/** What can be written down of a line after the meeting. */
export const followUpKinds = ['note', 'due', 'done', 'dropped', 'reopened'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];
const FollowUpKindName = Type.Unsafe<FollowUpKind>(Type.Union(followUpKinds.map((kind) => Type.Literal(kind))));

/** Who is to do it: in the minutes' words, and the post if it is known. */
const responsible = { responsible: Text(60), postId: nullable(Id) };
export const NewLine = Type.Object({ id: Id, matter: Text(500, 1), ...responsible, dueOn: nullable(Day) }, closed);
export type NewLine = Static<typeof NewLine>;

const FollowUp = Type.Object({
  at: Instant,
  by: Type.String(),
  kind: Type.Union([FollowUpKindName, Type.Literal('linked')]),
  note: Type.String(),
  dueOn: nullable(Type.String()),
});

const line = {
  id: Id,
  n: Type.Integer(),
  matter: Type.String(),
  responsible: Type.String(),
  postId: nullable(Id),
  /** Title of the post and who holds it now. */
  postName: nullable(Type.String()),
  dueOn: nullable(Type.String()),
  /** Past its day and neither done nor dropped; of a case: not closed. */
  late: Type.Boolean(),
  state: LineStateName,
  caseId: nullable(Id),
  caseNo: nullable(Type.String()),
  caseState: nullable(StateName),
  /** In the words of the case's own flow. */
  caseStateName: nullable(Words),
  /** The last thing written down of it. */
  lastNote: nullable(Type.String()),
};
const meeting = {
  id: Id,
  title: Type.String(),
  heldOn: Type.String(),
  areaId: Id,
  areaName: Type.String(),
};

/** A line as the ledger of all meetings has it. */
export const LedgerLine = Type.Object({ ...line, meeting: Type.Object(meeting) });
export type LedgerLine = Static<typeof LedgerLine>;

const Meeting = Type.Object({
  ...meeting,
  by: nullable(Type.String()),
  lines: Type.Integer(),
  open: Type.Integer(),
  late: Type.Integer(),
});
export type Meeting = Static<typeof Meeting>;
export const MeetingView = Type.Object({
  ...meeting,
  by: nullable(Type.String()),
  createdAt: Instant,
  text: Type.String(),
  mayEdit: Type.Boolean(),
  lines: Type.Array(Type.Object({ ...line, followUps: Type.Array(FollowUp) })),
});
export type MeetingView = Static<typeof MeetingView>;

const paging = {
  after: Type.Optional(Text(200)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
};
const inMeeting = Type.Object({ id: Id, lineId: Id });

export const minutesApi = {
  'POST /api/minutes/split': {
    summary: 'Propose lines from the text of minutes: matter, who, by when; nothing is stored',
    access: 'signed-in',
    body: Type.Object({ text: Text(20000, 1), heldOn: Day }, closed),
    answer: Type.Object({
      rows: Type.Array(Type.Object({ matter: Type.String(), responsible: Type.String(), dueOn: nullable(Day) })),
    }),
  },
  'GET /api/minutes': {
    summary: 'Meetings within reach, the newest first',
    access: 'signed-in',
    query: Type.Object({ areaId: Type.Optional(Id), ...paging }, closed),
    answer: page(Meeting),
  },
  'POST /api/minutes': {
    summary: 'Write down a meeting with its lines; the text stays as it is',
    access: 'signed-in',
    body: Type.Object(
      {
        commandId: Id,
        id: Id,
        areaId: Id,
        title: Text(80, 1),
        heldOn: Day,
        text: Text(20000),
        lines: Type.Array(NewLine, { minItems: 1, maxItems: mostLines }),
      },
      closed,
    ),
    answer: Type.Object({ id: Id }),
  },
  'GET /api/minutes/lines': {
    summary: 'The ledger: lines of all meetings within reach, the soonest due first',
    access: 'signed-in',
    query: Type.Object(
      {
        areaId: Type.Optional(Id),
        state: Type.Optional(
          Type.Union([Type.Literal('open'), Type.Literal('late'), Type.Literal('done'), Type.Literal('all')]),
        ),
        ...paging,
      },
      closed,
    ),
    answer: page(LedgerLine),
  },
  'GET /api/minutes/:id': {
    summary: 'One meeting with its lines and all that was written down of them',
    access: 'signed-in',
    params: Type.Object({ id: Id }),
    answer: MeetingView,
  },
  'POST /api/minutes/:id/lines/:lineId/follow-ups': {
    summary: 'Write down how a line stands: a note, another day, done, dropped, open again',
    access: 'signed-in',
    params: inMeeting,
    body: Type.Object({ commandId: Id, kind: FollowUpKindName, note: Text(500), dueOn: Type.Optional(Day) }, closed),
    answer: Done,
  },
  'POST /api/minutes/:id/lines/:lineId/case': {
    summary: 'Tie a line to the case that it became: from then on the case says how it stands',
    access: 'signed-in',
    params: inMeeting,
    body: Type.Object({ commandId: Id, caseId: Id }, closed),
    answer: Done,
  },
} as const satisfies ApiPart;
