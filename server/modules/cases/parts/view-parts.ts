import { sql } from 'kysely';
import type { CaseParts, ConsultationView, RequestView, TaskView } from '#contract/case-parts';
import type { Actor } from '#kernel/actor';
import type { CaseRecord } from '../case-record.ts';
import { listOf } from '../read-move-facts.ts';
import { type Consultation, isOpenTask, type Task, type TimeRequest } from './case-parts.ts';
import { isMine } from './part-needs.ts';

interface CaseLink {
  id: string;
  no: string;
  title: string;
  open: boolean;
}

/** The cases that case `c` was divided into, and the one that it is a part of. */
export const linksOfParts = (district: number) =>
  listOf<CaseLink & { isParent: boolean }>(sql`
    select h.id, h.no, h.title, h.open, h.id = c.parent_id as "isParent" from app.cases h
     where h.district_id = ${district} and (h.parent_id = c.id or h.id = c.parent_id) order by h.no limit 20`);

export function toCaseParts(
  found: CaseRecord,
  links: readonly (CaseLink & { isParent: boolean })[],
  actor: Actor,
  now: Date,
): CaseParts {
  const link = ({ isParent: _, ...one }: CaseLink & { isParent: boolean }): CaseLink => one;
  const parent = links.find(({ isParent }) => isParent);
  return {
    tasks: found.parts.tasks.map((task) => ({ ...toTask(task, now), mine: isMine(task, { kind: 'staff', actor }) })),
    consultations: found.parts.consultations.map(toConsultation),
    requests: found.parts.requests.map(toRequest),
    crossings: found.crossings,
    consultDue: found.consultDue,
    objectUntil: iso(found.objectUntil),
    parent: parent ? link(parent) : null,
    pieces: links.filter(({ isParent }) => !isParent).map(link),
    archiveKind: found.archiveKind as CaseParts['archiveKind'],
  };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function toTask(task: Task, now: Date): Omit<TaskView, 'mine'> {
  const { id, kind, state, unitId, postId, who, team, words, answer, whistleScore, responseScore } = task;
  return {
    ...{ id, kind, state, unitId, postId, who, team, words, answer, whistleScore, responseScore },
    givenAt: task.givenAt.toISOString(),
    dueAt: iso(task.dueAt),
    takenAt: iso(task.takenAt),
    doneAt: iso(task.doneAt),
    overdue: task.overdueAt !== null || isLate(task, now),
  };
}

function isLate(task: Task, now: Date): boolean {
  const runs = isOpenTask(task) && !(task.kind === 'report-in' && task.takenAt !== null);
  return runs && task.dueAt !== null && task.dueAt <= now;
}

function toConsultation(one: Consultation): ConsultationView {
  const { id, why, calledBy, outcome, conclusion, minutes, leadUnit, helpers } = one;
  return {
    ...{ id, why, calledBy, outcome, conclusion, minutes, leadUnit, helpers },
    calledAt: one.calledAt.toISOString(),
    dueAt: one.dueAt.toISOString(),
    concludedAt: iso(one.concludedAt),
  };
}

function toRequest(one: TimeRequest): RequestView {
  const { id, kind, days, reason, askedBy, state, decidedBy, words } = one;
  return {
    ...{ id, kind, days, reason, askedBy, state, decidedBy, words },
    askedAt: one.askedAt.toISOString(),
    decidedAt: iso(one.decidedAt),
    effect: one.effect as RequestView['effect'],
  };
}
