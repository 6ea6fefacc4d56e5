import Type, { type Static } from 'typebox';
import { LimitUnit } from './catalogue.ts';
import { type ApiPart, Id, Instant, nullable, Text } from './shapes.ts';

const one = <const Names extends readonly string[]>(names: Names) =>
  Type.Unsafe<Names[number]>(Type.Union(names.map((name) => Type.Literal(name))));

/**
 * co: helps the lead unit; team: a post of a special team; report-in: a department that was whistled for; opinion: asked in a
 * consultation; supervise: has to answer a leader; circular: was told of what stayed undone.
 */
const taskKinds = ['co', 'team', 'report-in', 'opinion', 'supervise', 'circular'] as const;
export type TaskKind = (typeof taskKinds)[number];
const taskStates = ['given', 'taken', 'done', 'waived'] as const;
export type TaskState = (typeof taskStates)[number];
export const requestKinds = ['extend', 'suspend', 'defer'] as const;
export type RequestKind = (typeof requestKinds)[number];
/** Crosses districts, departments or levels; or nobody's duty is clear. */
export const crossings = ['district', 'department', 'level', 'unclear'] as const;
export type Crossing = (typeof crossings)[number];
export const findings = ['true', 'untrue', 'duplicate'] as const;
export const archiveKinds = ['normal', 'overdue', 'error', 'special'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];
const mostHelpers = 8;
export const mostParts = 6;

const Score = Type.Integer({ minimum: 1, maximum: 5 });

/** What the moves of the parts bring besides (contract/lifecycle-parts.ts). */
export const partFields = {
  /** Units that help, report in, confer or are told. */
  unitIds: Type.Optional(Type.Array(Id, { maxItems: mostHelpers, uniqueItems: true })),
  /** Posts of a special team, or that confer. */
  postIds: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
  teamName: Type.Optional(Text(40)),
  taskId: Type.Optional(Id),
  score: Type.Optional(Score),
  /** Legal basis of an objection. */
  basis: Type.Optional(Text(500)),
  crossings: Type.Optional(Type.Array(one(crossings), { maxItems: crossings.length, uniqueItems: true })),
  minutes: Type.Optional(Text(5000)),
  request: Type.Optional(
    Type.Object(
      { kind: one(requestKinds), days: Type.Integer({ minimum: 1, maximum: 180 }) },
      { additionalProperties: false },
    ),
  ),
  finding: Type.Optional(one(findings)),
  call: Type.Optional(
    Type.Object(
      { reached: Type.Boolean(), satisfied: Type.Optional(Score), solved: Type.Optional(Type.Boolean()) },
      { additionalProperties: false },
    ),
  ),
  pieces: Type.Optional(
    Type.Array(Type.Object({ title: Text(60, 1), body: Text(1000, 1) }, { additionalProperties: false }), {
      minItems: 2,
      maxItems: mostParts,
    }),
  ),
  archiveKind: Type.Optional(one(archiveKinds)),
};
const PartFields = Type.Object(partFields);
export type PartFields = Static<typeof PartFields>;

/** What a step of a part says besides its note; staff only. */
export const StepMore = Type.Object({
  /** Units and posts by name, as they were called then. */
  who: Type.Optional(Type.Array(Type.String())),
  team: Type.Optional(Type.String()),
  basis: partFields.basis,
  crossings: partFields.crossings,
  request: partFields.request,
  finding: partFields.finding,
  call: partFields.call,
  score: partFields.score,
  pieces: Type.Optional(Type.Array(Type.String())),
  archiveKind: partFields.archiveKind,
  /** Why a consultation is due. */
  why: Type.Optional(Type.Array(Type.String())),
});
export type StepMore = Static<typeof StepMore>;

export const TaskView = Type.Object({
  id: Id,
  kind: one(taskKinds),
  state: one(taskStates),
  unitId: nullable(Id),
  postId: nullable(Id),
  /** The unit, or the title of the post. */
  who: Type.String(),
  team: nullable(Type.String()),
  words: Type.String(),
  givenAt: Instant,
  dueAt: nullable(Instant),
  takenAt: nullable(Instant),
  doneAt: nullable(Instant),
  overdue: Type.Boolean(),
  /** What was reported back, or why it was waived. */
  answer: nullable(Type.String()),
  /** Given by the department to the whistle, and by the whistling post to the department's response; of units, never of people. */
  whistleScore: nullable(Score),
  responseScore: nullable(Score),
  /** May the reader take it on or report on it? */
  mine: Type.Boolean(),
});
export type TaskView = Static<typeof TaskView>;

export const ConsultationView = Type.Object({
  id: Id,
  /** By rule: two returns and the like; by words: why it was called. */
  why: Type.String(),
  calledBy: Type.String(),
  calledAt: Instant,
  dueAt: Instant,
  concludedAt: nullable(Instant),
  outcome: nullable(one(['concluded', 'adjourned'] as const)),
  conclusion: nullable(Type.String()),
  minutes: nullable(Type.String()),
  leadUnit: nullable(Type.String()),
  helpers: Type.Array(Type.String()),
});
export type ConsultationView = Static<typeof ConsultationView>;

export const RequestView = Type.Object({
  id: Id,
  kind: one(requestKinds),
  days: Type.Integer(),
  reason: Type.String(),
  askedBy: Type.String(),
  askedAt: Instant,
  state: one(['asked', 'granted', 'refused', 'lapsed'] as const),
  decidedBy: nullable(Type.String()),
  decidedAt: nullable(Instant),
  words: nullable(Type.String()),
  /** Both clocks before and after the decision. */
  effect: nullable(
    Type.Object({
      dueBefore: nullable(Instant),
      dueAfter: nullable(Instant),
      totalBefore: nullable(Instant),
      totalAfter: nullable(Instant),
    }),
  ),
});
export type RequestView = Static<typeof RequestView>;

const caseLink = Type.Object({ id: Id, no: Type.String(), title: Type.String(), open: Type.Boolean() });

/** The parts of one case, as its page shows them. */
export const CaseParts = Type.Object({
  tasks: Type.Array(TaskView),
  consultations: Type.Array(ConsultationView),
  requests: Type.Array(RequestView),
  crossings: Type.Array(one(crossings)),
  /** Why a consultation is due by rule, where none was held since. */
  consultDue: Type.Array(Type.String()),
  /** Until when the unit may object to the dispatch. */
  objectUntil: nullable(Instant),
  parent: nullable(caseLink),
  pieces: Type.Array(caseLink),
  archiveKind: nullable(one(archiveKinds)),
});
export type CaseParts = Static<typeof CaseParts>;

const Span = Type.Object(
  { amount: Type.Integer({ minimum: 1, maximum: 1000 }), unit: LimitUnit },
  { additionalProperties: false },
);

/** How the parts work in a district. */
export const PartRules = Type.Object(
  {
    /** How long after a dispatch the unit may object to it. */
    objection: Span,
    /** A consultation is due after so many returns, or stages that ran late; and when a crossing is marked. 0: never by this. */
    consult: Type.Object(
      {
        returns: Type.Integer({ minimum: 0, maximum: 20 }),
        overdues: Type.Integer({ minimum: 0, maximum: 20 }),
        crossings: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    /** Clocks of a consultation, of a helper's task, and until a department that was whistled for reports in. */
    consultation: Span,
    task: Span,
    reportIn: Span,
    /** Most requests for more time that are granted to one case. */
    requests: Type.Integer({ minimum: 0, maximum: 10 }),
    /** What is said in a follow-up call; {district} and {title} are filled in. */
    followUpScript: Text(1000, 1),
  },
  { additionalProperties: false },
);
export type PartRules = Static<typeof PartRules>;

const WhistleScore = Type.Object({
  unitId: Id,
  unitName: Type.String(),
  whistles: Type.Integer(),
  reportedIn: Type.Integer(),
  inTime: Type.Integer(),
  /** Mean minutes from the whistle until the department reported in. */
  minutes: nullable(Type.Number()),
  response: nullable(Type.Number()),
  whistleQuality: nullable(Type.Number()),
});

export const casePartsApi = {
  'GET /api/tasks': {
    summary: 'Open tasks of the reader’s posts and units, by due time',
    access: 'signed-in',
    answer: Type.Object({
      rows: Type.Array(
        Type.Intersect([
          Type.Omit(TaskView, ['mine']),
          Type.Object({
            caseId: Id,
            no: Type.String(),
            title: Type.String(),
            areaName: Type.String(),
            address: nullable(Type.String()),
          }),
        ]),
      ),
    }),
  },
  'GET /api/whistles': {
    summary:
      'Departments that were whistled for in the last 90 days: reporting in, and the scores of both sides, by unit',
    access: 'signed-in',
    answer: Type.Object({ rows: Type.Array(WhistleScore) }),
  },
  'GET /api/part-rules': {
    summary: 'Rules of objection, consultation, tasks, requests and follow-up calls',
    access: 'signed-in',
    answer: Type.Object({ rules: PartRules, mayEdit: Type.Boolean() }),
  },
  'PUT /api/part-rules': {
    summary: 'Change these rules; what runs keeps its own clocks',
    access: 'signed-in',
    body: Type.Object({ commandId: Id, rules: PartRules }, { additionalProperties: false }),
    answer: PartRules,
  },
} as const satisfies ApiPart;
