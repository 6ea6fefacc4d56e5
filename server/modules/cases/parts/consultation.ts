import type { Move } from '#contract/lifecycle';
import { refuse } from '#kernel/refuse';
import { addLimit } from '#modules/deadlines';
import type { CaseRecord } from '../case-record.ts';
import { type Consultation, openConsultation } from './case-parts.ts';
import type { PartContext, PartsPlan } from './plan-parts.ts';
import { giveTasks, postsAsked, unitsAsked } from './tasks.ts';

/** Until when a consultation is to be concluded: the date given with it, or by the district's rule. */
export function consultationEnd({
  input,
  now,
  times,
  rules,
}: Pick<PartContext, 'input' | 'now' | 'times' | 'rules'>): Date {
  if (!input.until) return addLimit(times.calendar, now, rules.consultation);
  const until = new Date(input.until);
  return until > now ? until : refuse('case.needs-until');
}

/** The record of a consultation that begins. */
export function consultation(context: PartContext, why: string): PartsPlan {
  const { services, mover, post, now } = context;
  const name = mover.kind === 'staff' ? mover.actor.name : '系统';
  const record: Consultation = {
    id: services.ids(),
    why,
    calledBy: [name, post?.title].filter(Boolean).join(' '),
    calledAt: now,
    dueAt: consultationEnd(context),
    ...{ concludedAt: null, outcome: null, conclusion: null, minutes: null, leadUnitId: null, leadUnit: null },
    ...{ helperIds: [], helpers: [] },
  };
  return { consultations: [record], fields: { consult_due: [] } };
}

/** Called by a person: those who confer are each asked for an opinion, by post. */
export function called(context: PartContext): PartsPlan {
  const record = consultation(context, context.input.note?.trim() ?? '');
  const faces = [...unitsAsked(context), ...postsAsked(context)];
  const limit = context.rules.consultation;
  const until = consultationEnd(context);
  const asked = giveTasks(context, faces, { kind: 'opinion', limit, template: 'case.opinion', until });
  return { ...asked, ...record };
}

/** Concluded: a lead unit that may not object any more, its helpers, the minutes. */
export function concluded(context: PartContext): PartsPlan {
  const { current, input, now, facts, rules } = context;
  const open = openConsultation(current.parts);
  const faces = unitsAsked(context);
  if (faces.some(({ unitId }) => unitId === input.unitId)) refuse('case.needs-helpers');
  const given =
    faces.length > 0
      ? giveTasks(context, faces, { kind: 'co', limit: rules.task, template: 'case.task' })
      : ({} as PartsPlan);
  const ended: Consultation[] = open
    ? [
        {
          ...open,
          concludedAt: now,
          outcome: 'concluded',
          conclusion: input.note?.trim() ?? '',
          minutes: input.minutes?.trim() ?? '',
          leadUnitId: input.unitId ?? null,
          leadUnit: facts.units.find(({ id }) => id === input.unitId)?.name ?? null,
          helperIds: faces.flatMap(({ unitId }) => unitId ?? []),
          helpers: faces.map(({ who }) => who),
        },
      ]
    : [];
  return { ...given, consultations: ended };
}

export function adjourned({ current, input, now }: PartContext): PartsPlan {
  const open = openConsultation(current.parts);
  if (!open) return {};
  const conclusion = input.note?.trim() ?? '';
  return { consultations: [{ ...open, concludedAt: now, outcome: 'adjourned', conclusion }] };
}

/** What it crosses, as the command room sees it; nothing takes the mark away. */
export function flagged({ input }: PartContext): PartsPlan {
  const crossings = input.crossings ?? [];
  return { fields: { crossings }, more: { crossings } };
}

const sent: readonly CaseRecord['state'][] = ['dispatched', 'acknowledged', 'handling', 'returned', 'contested'];

/** Each stage that ran late with those it was sent to is counted once, however often it is reminded of. */
export function outOfStep({ current, move }: PartContext): PartsPlan {
  const late = move === 'remind' && current.overdueSince === null && sent.includes(current.state);
  return late ? { fields: { overdues: current.overdues + 1 } } : {};
}

export function madeDue({ current, rules }: PartContext): PartsPlan {
  const why = reasonsToConsult(current, rules.consult);
  return { fields: { consult_due: why }, more: { why } };
}

/** Before a case is with somebody, and after it was handled, there is nothing to confer about. */
const moot: readonly CaseRecord['state'][] = ['reported', 'consulting', 'handled', 'checked', 'divided', 'waiting'];

/** Why a consultation is due by rule: each reason counts once, so that one that was held is not due again at once. */
function reasonsToConsult(current: CaseRecord, rules: PartContext['rules']['consult']): string[] {
  const { crossings, returns, overdues, open, state } = current;
  if (!open || moot.includes(state)) return [];
  return [
    ...(rules.crossings ? crossings : []),
    ...(rules.returns > 0 && returns >= rules.returns ? ['returns'] : []),
    ...(rules.overdues > 0 && overdues >= rules.overdues ? ['overdues'] : []),
  ];
}

/** After these it is looked at whether a consultation is due. */
const touching: readonly Move[] = ['return', 'allowObjection', 'remind', 'flagCrossing'];

/** Is one due that was neither called nor said to be due before? */
export function consultationIsDue(after: CaseRecord, move: Move, rules: PartContext['rules']['consult']): boolean {
  if (!touching.includes(move) || after.consultDue.length > 0) return false;
  if (move === 'remind' && after.parts.consultations.length > 0) return false;
  return reasonsToConsult(after, rules).length > 0;
}
