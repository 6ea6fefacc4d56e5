import type { State } from '#contract/lifecycle';
import { addLimit, dueOf, extendClock, startClock } from '#modules/deadlines';
import { chooseOwner } from '#modules/posts';
import { clockColumns } from '../clock.ts';
import type { CaseFields } from '../enter-state.ts';
import { pendingRequest, type TimeRequest } from './case-parts.ts';
import type { PartContext, PartsPlan } from './plan-parts.ts';

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

export function askedTime(context: PartContext): PartsPlan {
  const { input, mover, post, now, services, facts, current } = context;
  if (!input.request || mover.kind !== 'staff') return {};
  const { kind, days } = input.request;
  const asked: TimeRequest = {
    id: services.ids(),
    kind,
    days,
    reason: input.note?.trim() ?? '',
    askedBy: [mover.actor.name, post?.title].filter(Boolean).join(' '),
    askedAccount: mover.actor.accountId,
    askedAt: now,
    state: 'asked',
    ...{ decidedBy: null, decidedAt: null, words: null, effect: null },
  };
  const approver = chooseOwner(facts.candidates, { areaPath: current.areaPath, rule: 'approver' });
  const tell = approver ? [{ template: 'case.time-asked' as const, postIds: [approver.postId] }] : [];
  return { requests: [asked], tell, more: { request: { kind, days } } };
}

/** The end of a suspension or deferral: so many natural days from the decision. */
export function requestedEnd({ current, now }: Pick<PartContext, 'current' | 'now'>): Date | null {
  const request = pendingRequest(current.parts);
  if (!request || request.kind === 'extend') return null;
  return new Date(now.getTime() + request.days * 24 * 3600_000);
}

export function decidedTime(context: PartContext): PartsPlan {
  const { current, move, mover, post, now, input } = context;
  const request = pendingRequest(current.parts);
  if (!request || mover.kind !== 'staff') return {};
  const granted = move === 'grantTime';
  const fields = granted && request.kind === 'extend' ? extended(context, request.days) : {};
  const decided: TimeRequest = {
    ...request,
    state: granted ? 'granted' : 'refused',
    decidedBy: [mover.actor.name, post?.title].filter(Boolean).join(' '),
    decidedAt: now,
    words: input.note?.trim() ?? '',
    effect: granted ? effectOf(context, request, fields) : null,
  };
  const unit = current.unitId ? [{ template: 'case.time-decided' as const, unitIds: [current.unitId] }] : [];
  return { fields, requests: [decided], tell: unit, more: { request: { kind: request.kind, days: request.days } } };
}

/** While a case is held its total clock stands still: where it ends is known when it goes on. */
function effectOf(context: PartContext, { kind }: TimeRequest, fields: CaseFields): TimeRequest['effect'] {
  const { dueAt, totalDueAt } = context.current;
  const longer = kind === 'extend';
  return {
    dueBefore: iso(dueAt),
    dueAfter: iso(longer ? (fields.due_at as Date) : requestedEnd(context)),
    totalBefore: iso(totalDueAt),
    totalAfter: longer ? iso(fields.total_due_at as Date) : null,
  };
}

/**
 * So many working days more for the stage and for the whole. A clock that ran out while the request waited begins anew at
 * the decision: nobody is given time that has passed.
 */
function extended({ current, now, times }: PartContext, days: number): CaseFields {
  const by = { amount: days, unit: 'workDay' as const };
  const late = current.overdueSince !== null || (current.dueAt !== null && current.dueAt < now);
  const stage = current.clock && !late ? extendClock(times.calendar, current.clock, by) : startClock(now, by);
  const total = current.totalClock && extendClock(times.calendar, current.totalClock, by);
  return {
    ...clockColumns(times, stage),
    overdue_since: null,
    total_due_at: total ? dueOf(times.calendar, total) : addLimit(times.calendar, current.totalDueAt ?? now, by),
    ...(total ? { total_clock: total } : {}),
  };
}

/** Here a request can still be decided (contract/lifecycle-parts.ts, grantTime). */
const decidable: readonly State[] = ['accepted', 'onSite', 'dispatched', 'acknowledged', 'handling'];

/** What nobody decided before the case went elsewhere has lapsed. */
export function lapsedRequests({ current, to, move }: PartContext): PartsPlan {
  const request = pendingRequest(current.parts);
  if (!request || decidable.includes(to) || move === 'grantTime') return {};
  return { requests: [{ ...request, state: 'lapsed' }] };
}
