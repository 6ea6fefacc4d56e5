import Type, { type Static } from 'typebox';
import { AlarmLevel, SourceName } from './cases.ts';
import { TimeLimit } from './deadlines.ts';
import { type ApiPart, Done, Id, Instant, nullable, page, Text } from './shapes.ts';

const strict = { additionalProperties: false } as const;

/**
 * What a condition may ask; `values` are alternatives.
 * category: codes, minor or major; place: ids of areas, each with all below it; areaClass: A B C; source: how it came;
 * hours: spans of the day; weekday: 1 (Monday) to 7; day: workday or holiday by the district's calendar;
 * words: parts of title and text, any or all of them; answer: answers to the question `code` of a service.
 */
export const conditionKinds = [
  'category',
  'place',
  'areaClass',
  'source',
  'hours',
  'weekday',
  'day',
  'words',
  'answer',
] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/** Minutes from midnight: 1320 to 1440 is 22:00 to 24:00. A night is two spans. */
export const HourSpan = Type.Object(
  { from: Type.Integer({ minimum: 0, maximum: 1440 }), to: Type.Integer({ minimum: 0, maximum: 1440 }) },
  strict,
);
export const RoutingCondition = Type.Object(
  {
    /** One of conditionKinds; another one is refused naming its rule. */
    kind: Text(20, 1),
    values: Type.Array(Text(60), { maxItems: 200 }),
    spans: Type.Optional(Type.Array(HourSpan, { maxItems: 6 })),
    match: Type.Optional(Type.Union([Type.Literal('any'), Type.Literal('all')])),
    code: Type.Optional(Text(60)),
  },
  strict,
);
export type RoutingCondition = Static<typeof RoutingCondition>;

/** What is null is left to what stands behind: the tenant's flow, the catalogue's unit, limit and level. */
export const RoutingOutcome = Type.Object(
  {
    flowCode: nullable(Text(40, 1)),
    unitId: nullable(Id),
    limit: nullable(TimeLimit),
    level: nullable(AlarmLevel),
  },
  strict,
);
export type RoutingOutcome = Static<typeof RoutingOutcome>;

export const RoutingRule = Type.Object(
  { id: Id, name: Text(60), conditions: Type.Array(RoutingCondition, { maxItems: 12 }), outcome: RoutingOutcome },
  strict,
);
export type RoutingRule = Static<typeof RoutingRule>;

/** In order: the first rule of which every condition holds gives all its outcomes; `last` takes what no other takes. */
export const RoutingSet = Type.Object(
  { rules: Type.Array(RoutingRule, { maxItems: 10000 }), last: RoutingOutcome },
  strict,
);
export type RoutingSet = Static<typeof RoutingSet>;

const Warning = Type.Object({
  /** The rule that can never match, and the earlier one that takes all of its cases. */
  ruleId: Id,
  coveredBy: Id,
});
export type RoutingWarning = Static<typeof Warning>;

const Named = Type.Object({ id: Type.String(), name: Type.String() });
/** Names of what the rules mention; what is no longer there has none. */
const Names = Type.Object({ areas: Type.Array(Named), units: Type.Array(Named), flows: Type.Array(Named) });

export const alarmReasons = ['unit-ended', 'unit-empty', 'flow-retired', 'area-ended', 'category-gone'] as const;
export type AlarmReason = (typeof alarmReasons)[number];
export const AlarmReason = Type.Unsafe<AlarmReason>(Type.Union(alarmReasons.map((reason) => Type.Literal(reason))));

const Version = Type.Object({
  version: Type.Integer(),
  publishedAt: Instant,
  by: nullable(Type.String()),
  note: Type.String(),
  rules: Type.Integer(),
});
const Draft = Type.Object({
  revision: Type.Integer(),
  basedOn: Type.Integer(),
  changedAt: Instant,
  by: nullable(Type.String()),
  set: RoutingSet,
  warnings: Type.Array(Warning),
});
const RoutingAlarm = Type.Object({
  id: Id,
  ruleId: nullable(Id),
  ruleName: Type.String(),
  version: Type.Integer(),
  reason: AlarmReason,
  subject: Type.String(),
  /** Name of the unit or area, where it still has one. */
  subjectName: nullable(Type.String()),
  times: Type.Integer(),
  firstAt: Instant,
  lastAt: Instant,
  caseId: nullable(Id),
  settledAt: nullable(Instant),
  settledBy: nullable(Type.String()),
});
export type RoutingAlarm = Static<typeof RoutingAlarm>;

/** Which rule decided and what it gave; ruleId null = the last rule. */
const Decision = Type.Object({ ruleId: nullable(Id), outcome: RoutingOutcome });
const RuleChange = Type.Object({
  ruleId: nullable(Id),
  name: Type.String(),
  kind: Type.Union([
    Type.Literal('added'),
    Type.Literal('removed'),
    Type.Literal('moved'),
    Type.Literal('name'),
    Type.Literal('conditions'),
    Type.Literal('outcome'),
  ]),
  /** Places in the two sets, from 1. */
  before: nullable(Type.Integer()),
  after: nullable(Type.Integer()),
});
export type RuleChange = Static<typeof RuleChange>;
const VersionNumber = Type.Integer({ minimum: 0, maximum: 1000000 });

export const routingApi = {
  'GET /api/routing': {
    summary: 'The rules in force, the draft, and how many alarms wait',
    access: 'signed-in',
    answer: Type.Object({
      version: Type.Integer(),
      published: nullable(Version),
      set: RoutingSet,
      draft: nullable(Draft),
      names: Names,
      alarms: Type.Integer(),
      /** Rules in force that could not run now, before any case meets them; ruleId null: the last rule. */
      blocked: Type.Array(Type.Object({ ruleId: nullable(Id), reason: AlarmReason, subject: Type.String() })),
      mayEdit: Type.Boolean(),
    }),
  },
  'PUT /api/routing/draft': {
    summary: 'Save the draft: checked whole; warnings name the rules that can never match',
    access: 'signed-in',
    bodyLimit: 12 * 1024 * 1024,
    body: Type.Object(
      {
        commandId: Id,
        /** Of the draft that was edited; 0 = there was none. */
        revision: VersionNumber,
        set: RoutingSet,
      },
      strict,
    ),
    answer: Type.Object({ revision: Type.Integer(), warnings: Type.Array(Warning) }),
  },
  'POST /api/routing/draft/discard': {
    summary: 'Throw the draft away; what is in force stays',
    access: 'signed-in',
    body: Type.Object({ commandId: Id, revision: VersionNumber }, strict),
    answer: Done,
  },
  'POST /api/routing/publish': {
    summary: 'Put the draft in force as the next version',
    access: 'signed-in',
    body: Type.Object({ commandId: Id, revision: VersionNumber, note: Text(200) }, strict),
    answer: Type.Object({ version: Type.Integer() }),
  },
  'GET /api/routing/versions': {
    summary: 'Published versions, the newest first',
    access: 'signed-in',
    query: Type.Object(
      {
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      },
      strict,
    ),
    answer: page(Version),
  },
  'GET /api/routing/versions/:version': {
    summary: 'One published version',
    access: 'signed-in',
    params: Type.Object({ version: VersionNumber }),
    answer: Type.Object({ ...Version.properties, set: RoutingSet, names: Names }),
  },
  'GET /api/routing/difference': {
    summary: 'What differs between two versions, or between a version and the draft',
    access: 'signed-in',
    /** `to` left out: the draft. 0: no rules at all. */
    query: Type.Object({ from: VersionNumber, to: Type.Optional(VersionNumber) }, strict),
    answer: Type.Object({ rows: Type.Array(RuleChange) }),
  },
  'POST /api/routing/try': {
    summary: 'Test drive: which rule decides a made-up case, and why each earlier one did not',
    access: 'signed-in',
    body: Type.Object(
      {
        of: Type.Union([Type.Literal('draft'), Type.Literal('published')]),
        text: Text(2000),
        categoryCode: nullable(Text(20, 1)),
        areaId: Id,
        source: SourceName,
        at: Instant,
        answers: Type.Array(Type.Object({ code: Text(60, 1), answer: Text(200) }, strict), { maxItems: 30 }),
      },
      strict,
    ),
    answer: Type.Object({
      decision: Decision,
      /** Earlier rules that were not taken: by a condition (its place from 0), or because they cannot run. */
      passed: Type.Array(
        Type.Object({
          ruleId: nullable(Id),
          failed: nullable(Type.Integer()),
          blocked: nullable(AlarmReason),
        }),
      ),
      /** All of them; `passed` holds the last 500. */
      earlier: Type.Integer(),
      facts: Type.Object({
        areaClass: nullable(Type.String()),
        weekday: Type.Integer(),
        minute: Type.Integer(),
        workday: Type.Boolean(),
      }),
    }),
  },
  'POST /api/routing/dry-run': {
    summary: 'What the draft would change for the cases of the last days, on a bounded sample',
    access: 'signed-in',
    body: Type.Object({ days: Type.Integer({ minimum: 1, maximum: 90 }) }, strict),
    answer: Type.Object({
      looked: Type.Integer(),
      /** There are more cases in those days than were looked at: the newest were. */
      more: Type.Boolean(),
      oldest: nullable(Instant),
      changed: Type.Integer(),
      /** Of those with a unit on record: how often each set names the unit that has or had the case. */
      handled: Type.Integer(),
      agreesBefore: Type.Integer(),
      agreesAfter: Type.Integer(),
      rules: Type.Array(Type.Object({ ruleId: nullable(Id), taken: Type.Integer(), changed: Type.Integer() })),
      /** The first 500 that would change. */
      rows: Type.Array(
        Type.Object({
          id: Id,
          no: Type.String(),
          /** Null for who may not read cases. */
          title: nullable(Type.String()),
          areaName: Type.String(),
          reportedAt: Instant,
          before: Decision,
          after: Decision,
        }),
      ),
    }),
  },
  'GET /api/routing/alarms': {
    summary: 'Rules that could not run when a case came',
    access: 'signed-in',
    query: Type.Object(
      {
        open: Type.Optional(Type.Boolean()),
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      },
      strict,
    ),
    answer: page(RoutingAlarm),
  },
  'POST /api/routing/alarms/:id/settle': {
    summary: 'Note that an alarm was seen to',
    access: 'signed-in',
    params: Type.Object({ id: Id }),
    body: Type.Object({ commandId: Id }, strict),
    answer: Done,
  },
} as const satisfies ApiPart;
