import type { PartRules } from '#contract/case-parts';
import type { MoveCase } from '#contract/cases';
import type { ReadyAction, ReadyFlow, ReadyState } from '#contract/flow-walk';
import { type Move, type MoveRule, moves } from '#contract/lifecycle';
import type { JobSpec } from '#kernel/jobs';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { type CatalogueCategory, categoryByCode } from '#modules/catalogue';
import { limitFor, type Timekeeping, timekeepingOf } from '#modules/deadlines';
import { withHashes } from '#modules/files';
import { flowOf } from '#modules/flows';
import type { ReadyMessage } from '#modules/messages';
import { alarmJobs, type Routed } from '#modules/routing';
import { shanghaiDay } from './case-number.ts';
import { type CaseRecord, placeOf } from './case-record.ts';
import { limitOf } from './clock.ts';
import { decideMove, type Mover } from './decide-move.ts';
import { type CaseFields, fieldsAfter, type MoveContext } from './enter-state.ts';
import { formOf } from './flow-form.ts';
import { ownerAfter } from './owner-after.ts';
import { consultationEnd } from './parts/consultation.ts';
import { type Following, followsByRule } from './parts/follow-by-rule.ts';
import { partRulesOf } from './parts/part-rules.ts';
import { partsAfter, partsWith, replaced } from './parts/plan-parts.ts';
import { requestedEnd } from './parts/requests.ts';
import { nothingWritten, type WrittenParts } from './parts/write-parts.ts';
import type { MoveFacts } from './read-move-facts.ts';
import { nextStep, type PlannedStep, stepActor } from './record-step.ts';
import { reroutedFields, routeAgain } from './route-again.ts';
import { mustCheck } from './sampling.ts';
import { stepData } from './step-data.ts';
import { messagesAbout, messagesToHelpers } from './tell-about.ts';

export type MoveInput = Omit<MoveCase, 'commandId'>;

/** What a move writes: one step, or more where another follows by rule. */
export interface MovePlan {
  before: CaseRecord;
  after: CaseRecord;
  fields: CaseFields;
  steps: PlannedStep[];
  messages: ReadyMessage[];
  /** Routing rules that could not run. */
  alarms: JobSpec[];
  /** Undo: what waits to be told from this step on is taken back. */
  untold: number | null;
  /** Tasks, consultations and requests as they are then. */
  parts: WrittenParts;
}

/** By what flow, limits, clocks and rules of the parts the move is decided. */
interface Counted {
  flow: ReadyFlow;
  times: Timekeeping;
  category: CatalogueCategory | null;
  routed: Routed | null;
  rules: PartRules;
}

/** Decides a move by the facts and plans its rows, and those of what follows from it by rule. Refuses with the reason. */
export async function planMove(
  services: Services,
  facts: MoveFacts,
  input: MoveInput,
  mover: Mover,
): Promise<MovePlan> {
  const { current } = facts;
  const flow = await flowOf(services, current.district, current.flow);
  const times = await timekeepingOf(services, current.district);
  const category = await categoryAfter(services, current, input);
  const routed = await routeAgain(services, current, facts.filed, {
    categoryCode: category?.code ?? null,
    areaPath: (input.move === 'reroute' ? facts.area?.path : null) ?? current.areaPath,
  });
  const rules = await partRulesOf(services, current.district);
  const counted = { flow, times, category, rules };
  let plan = planOne(services, facts, input, mover, { ...counted, routed });
  let next = follows(plan.after, input, counted);
  while (next) {
    const then = { ...facts, current: plan.after };
    plan = joined(plan, planOne(services, then, next.input, next.mover, { ...counted, routed: null }));
    next = follows(plan.after, next.input, counted);
  }
  return plan;
}

/** By rule: low risk is sampled; what nobody has to check on site goes straight to the resident. Then what the parts say. */
function follows(
  after: CaseRecord,
  made: MoveInput,
  { flow, rules }: Pick<Counted, 'flow' | 'rules'>,
): Following | null {
  if (isWaived(after, flow)) return { input: { move: 'waive' }, mover: { kind: 'system' } };
  const next = followsByRule(after, made, rules);
  const { state } = placeOf(after);
  return next && flow.byMove.get(next.input.move)?.some(({ from }) => from.has(state)) ? next : null;
}

function joined(first: MovePlan, then: MovePlan): MovePlan {
  return {
    ...then,
    before: first.before,
    fields: { ...first.fields, ...then.fields },
    steps: [...first.steps, ...then.steps],
    messages: [...first.messages, ...then.messages],
    alarms: [...first.alarms, ...then.alarms],
    parts: {
      tasks: replaced(first.parts.tasks, then.parts.tasks),
      consultations: replaced(first.parts.consultations, then.parts.consultations),
      requests: replaced(first.parts.requests, then.parts.requests),
    },
  };
}

function isWaived(after: CaseRecord, flow: ReadyFlow): boolean {
  if (after.state !== 'handled') return false;
  const { lowRiskSample } = flow.document.settings;
  if (mustCheck(after.id, after.risk, after.reworks > 0 || after.reopens > 0, lowRiskSample)) return false;
  const { state } = placeOf(after);
  return flow.byMove.get('waive')?.some(({ from }) => from.has(state)) ?? false;
}

/**
 * A step that changes some columns, tells nobody and decides nothing: a joiner counted, a post put in another's place, clocks
 * counted again.
 */
export function planQuietStep(
  services: Services,
  current: CaseRecord,
  step: { move: 'join' | 'reassign' | 'replan'; by: 'resident' | 'system'; data?: Record<string, unknown> },
  fields: CaseFields,
): MovePlan {
  const draft = {
    move: step.move,
    actor: stepActor({ kind: step.by }, null),
    note: null,
    internal: (moves[step.move] as MoveRule).note === 'internal',
    point: null,
    photos: [],
    data: step.data ?? {},
    doneAt: null,
    words: null,
  };
  const { step: planned, after } = nextStep(services, current, draft, fields);
  return { before: current, after, fields, steps: [planned], ...nothing };
}

const nothing = { messages: [], alarms: [], untold: null, parts: nothingWritten };

function planOne(services: Services, facts: MoveFacts, input: MoveInput, mover: Mover, counted: Counted): MovePlan {
  const { current } = facts;
  const now = services.clock();
  const ask = {
    ...input,
    photoKinds: (input.photos ?? []).map((photo) => photo.kind),
    until: input.until ? new Date(input.until) : undefined,
  };
  const { action, target, post } = decideMove(current, ask, mover, now, counted.flow, counted.rules);
  const context = contextOf(facts, input, { action, target }, mover, { now, ...counted });
  const ofParts = partsAfter({
    ...{ services, facts, current, move: input.move, to: target.is, input, mover, post, now },
    ...counted,
  });
  const { more, tell, ...written } = ofParts;
  const draft = {
    move: input.move,
    actor: stepActor(mover, post),
    note: input.note?.trim() || null,
    internal: action.note === 'internal',
    point: input.point ?? null,
    photos: withHashes(input.photos ?? [], facts.photos),
    data: { ...stepData(services, current, input, context, action, more), ...flowData(current, target, action, input) },
    doneAt: input.doneAt ? new Date(input.doneAt) : null,
    words: { move: action.name, state: target.name },
  };
  const fields = {
    ...fieldsAfter(current, input.move, target, context),
    ...reroutedFields(current, context),
    ...ofParts.fields,
  };
  const { step, after: moved } = nextStep(services, current, draft, fields);
  const after = { ...moved, parts: partsWith(current.parts, written) };
  return {
    before: current,
    after,
    fields,
    steps: [step],
    messages: [
      ...messagesAbout(services, facts, after, action, mover),
      ...messagesToHelpers(services, facts, after, action, mover, tell),
    ],
    alarms: context.routed ? alarmJobs(current.district, current.id, context.routed, now, shanghaiDay(now)) : [],
    untold: input.move === 'undo' ? current.seq : null,
    parts: written,
  };
}

function contextOf(
  facts: MoveFacts,
  input: MoveInput,
  decision: { action: ReadyAction; target: ReadyState },
  mover: Mover,
  { now, times, category, routed, rules }: Counted & { now: Date },
): MoveContext {
  const { current } = facts;
  const named = namedBy(facts, input, category);
  const before = input.move === 'undo' ? beforeLast(current) : null;
  const there = { ...current, areaPath: named.area?.path ?? current.areaPath, unitId: named.unitId };
  const owner = ownerAfter({ ...facts, current: there }, decision, mover);
  const ofLimit = {
    categoryCode: category?.code ?? null,
    areaPath: there.areaPath,
    conditionCode: conditionAfter(current, input, times),
  };
  return {
    ...named,
    now,
    times,
    routed,
    pauses: facts.pauses,
    conditionCode: ofLimit.conditionCode,
    limit: (routed ? routed.outcome.limit : current.routedLimit) ?? limitFor(times, ofLimit, limitOf(category)),
    until:
      decision.target.is === 'consulting'
        ? consultationEnd({ input, now, times, rules })
        : untilOf(current, input, now),
    ownerPostId: before?.ownerPostId ?? owner?.postId ?? current.ownerPostId,
    ownerLevel: owner?.level ?? null,
    accountId: mover.kind === 'staff' ? mover.actor.accountId : null,
    rating: input.rating ?? null,
    before,
  };
}

/** The end that the move names, or the one that was asked for. */
function untilOf(current: CaseRecord, input: MoveInput, now: Date): Date | null {
  if (input.move === 'grantTime') return requestedEnd({ current, now });
  return input.until ? new Date(input.until) : null;
}

/** What the move names by id or code, found; refused where there is no such thing. */
function namedBy(
  facts: MoveFacts,
  input: MoveInput,
  category: CatalogueCategory | null,
): Pick<MoveContext, 'area' | 'unitId' | 'targetId' | 'category'> {
  if (input.move === 'classify' && !category) refuse('category.unknown');
  if (input.move === 'merge' && !facts.targetOpen) refuse('case.needs-target');
  return {
    category,
    area: input.move === 'reroute' ? microGrid(facts) : null,
    unitId: unitAfter(facts, input),
    targetId: input.targetId ?? null,
  };
}

/** The filing condition is named with the category; another category has conditions of its own. */
function conditionAfter(current: CaseRecord, input: MoveInput, { limits }: Timekeeping): string | null {
  if (input.move !== 'classify') return current.conditionCode;
  const { categoryCode, conditionCode = null } = input;
  if (conditionCode === null) return null;
  const known = limits.conditions.some((one) => one.categoryCode === categoryCode && one.code === conditionCode);
  return known ? conditionCode : refuse('condition.unknown');
}

async function categoryAfter(services: Services, current: CaseRecord, input: MoveInput) {
  if (input.move !== 'classify') return categoryByCode(services, current.district, current.categoryCode);
  return categoryByCode(services, current.district, input.categoryCode ?? null);
}

function microGrid({ area }: MoveFacts): { id: string; path: string; name: string } {
  if (!area) return refuse('area.unknown');
  return area.leaf ? area : refuse('area.not-micro-grid');
}

function unitAfter({ current, unitKnown }: MoveFacts, input: MoveInput): string | null {
  if (!(['dispatch', 'transfer', 'conclude'] as Move[]).includes(input.move)) return current.unitId;
  return unitKnown && input.unitId ? input.unitId : refuse('unit.unknown');
}

/** What the last step wrote down about the time before it. */
function beforeLast(current: CaseRecord): MoveContext['before'] {
  return (current.lastStep?.data as { before?: MoveContext['before'] } | undefined)?.before ?? null;
}

/** In a flow of its own the step says in its words what was done and where it led: part of the chain. */
function flowData(current: CaseRecord, target: ReadyState, action: ReadyAction, input: MoveInput) {
  const form = formOf(action, input.fields);
  const fields = form ? { fields: form } : {};
  if (!current.flow) return fields;
  const { code, version } = current.flow;
  return { ...fields, flow: { code, version, action: action.code, state: target.code } };
}
