import { type RawBuilder, sql } from 'kysely';
import type { Crossing, RequestKind, TaskKind, TaskState } from '#contract/case-parts';

/** What was asked of a unit or a post. */
export interface Task {
  id: string;
  kind: TaskKind;
  state: TaskState;
  unitId: string | null;
  postId: string | null;
  team: string | null;
  words: string;
  givenAt: Date;
  givenSeq: number;
  givenPost: string | null;
  /** Where the case lay then. */
  areaPath: string;
  dueAt: Date | null;
  overdueAt: Date | null;
  takenAt: Date | null;
  doneAt: Date | null;
  answer: string | null;
  whistleScore: number | null;
  responseScore: number | null;
  /** The unit's name or the post's title. */
  who: string;
}

export interface Consultation {
  id: string;
  why: string;
  calledBy: string;
  calledAt: Date;
  dueAt: Date;
  concludedAt: Date | null;
  outcome: 'concluded' | 'adjourned' | null;
  conclusion: string | null;
  minutes: string | null;
  leadUnitId: string | null;
  helperIds: string[];
  leadUnit: string | null;
  helpers: string[];
}

export interface TimeRequest {
  id: string;
  kind: RequestKind;
  days: number;
  reason: string;
  askedBy: string;
  askedAccount: string;
  askedAt: Date;
  state: 'asked' | 'granted' | 'refused' | 'lapsed';
  decidedBy: string | null;
  decidedAt: Date | null;
  words: string | null;
  effect: Record<string, string | null> | null;
}

/** What the rules know of a case beside its state: read with it, in the same statement. */
export interface Parts {
  tasks: Task[];
  consultations: Consultation[];
  requests: TimeRequest[];
}
export const noParts: Parts = { tasks: [], consultations: [], requests: [] };

/** The columns of cases that the parts keep. */
export interface PartColumns {
  helpers: string[];
  objectUntil: Date | null;
  objections: number;
  overdues: number;
  crossings: Crossing[];
  consultDue: string[];
  parentId: string | null;
  archiveKind: string | null;
}

type Stored<T> = { [K in keyof T]: T[K] extends Date | null ? string | null : T[K] };
interface StoredParts {
  tasks: Stored<Task>[];
  consultations: Stored<Consultation>[];
  requests: Stored<TimeRequest>[];
}

/** The query of the parts of the opened case `c`. Most cases have none: three looks into an index. */
export function partsOfCase(district: number): RawBuilder<StoredParts> {
  return sql<StoredParts>`jsonb_build_object(
    'tasks', (select coalesce(jsonb_agg(to_jsonb(q) order by q."givenSeq", q.id), '[]') from (
      select t.id, t.kind, t.state, t.unit_id as "unitId", t.post_id as "postId", t.team, t.words, t.given_at as "givenAt",
             t.given_seq as "givenSeq", t.given_post as "givenPost", t.area_path as "areaPath", t.due_at as "dueAt", t.overdue_at as "overdueAt",
             t.taken_at as "takenAt", t.done_at as "doneAt", t.answer, t.whistle_score as "whistleScore",
             t.response_score as "responseScore", coalesce(u.name, p.title) as who
        from app.case_tasks t
        left join app.units u on u.district_id = ${district} and u.id = t.unit_id
        left join app.posts p on p.district_id = ${district} and p.id = t.post_id
       where t.district_id = ${district} and t.case_id = c.id) q),
    'consultations', (select coalesce(jsonb_agg(to_jsonb(q) order by q."calledAt"), '[]') from (
      select k.id, k.why, k.called_by as "calledBy", k.called_at as "calledAt", k.due_at as "dueAt",
             k.concluded_at as "concludedAt", k.outcome, k.conclusion, k.minutes, k.lead_unit_id as "leadUnitId",
             k.helper_ids as "helperIds", u.name as "leadUnit",
             array(select h.name from app.units h where h.district_id = ${district} and h.id = any(k.helper_ids) order by h.name) as helpers
        from app.consultations k
        left join app.units u on u.district_id = ${district} and u.id = k.lead_unit_id
       where k.district_id = ${district} and k.case_id = c.id) q),
    'requests', (select coalesce(jsonb_agg(to_jsonb(q) order by q."askedAt"), '[]') from (
      select r.id, r.kind, r.days, r.reason, r.asked_by as "askedBy", r.asked_account as "askedAccount", r.asked_at as "askedAt",
             r.state, r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.words, r.effect
        from app.case_requests r
       where r.district_id = ${district} and r.case_id = c.id) q))`;
}

const instant = (text: string) => new Date(text);
const orNull = (text: string | null) => (text === null ? null : new Date(text));

export function toParts(stored: StoredParts): Parts {
  return {
    tasks: stored.tasks.map((task) => ({
      ...task,
      givenAt: instant(task.givenAt as string),
      dueAt: orNull(task.dueAt),
      overdueAt: orNull(task.overdueAt),
      takenAt: orNull(task.takenAt),
      doneAt: orNull(task.doneAt),
    })),
    consultations: stored.consultations.map((one) => ({
      ...one,
      calledAt: instant(one.calledAt as string),
      dueAt: instant(one.dueAt as string),
      concludedAt: orNull(one.concludedAt),
    })),
    requests: stored.requests.map((one) => ({
      ...one,
      askedAt: instant(one.askedAt as string),
      decidedAt: orNull(one.decidedAt),
    })),
  };
}

export const isOpenTask = ({ state }: Pick<Task, 'state'>): boolean => state === 'given' || state === 'taken';
/** The case waits for these before it can be handled. */
export const holdsUp = (task: Pick<Task, 'state' | 'kind'>): boolean =>
  isOpenTask(task) && (task.kind === 'co' || task.kind === 'team');
export const pendingRequest = ({ requests }: Parts): TimeRequest | null =>
  requests.find(({ state }) => state === 'asked') ?? null;
/** Working days that requests have given since then. */
export const grantedDays = ({ requests }: Parts, since: Date): number =>
  requests.reduce(
    (sum, { kind, state, days, decidedAt }) =>
      kind === 'extend' && state === 'granted' && decidedAt !== null && decidedAt >= since ? sum + days : sum,
    0,
  );
export const openConsultation = ({ consultations }: Parts): Consultation | null =>
  consultations.find(({ concludedAt }) => concludedAt === null) ?? null;
