import type { MoveCase } from '#contract/cases';
import {
  type Move,
  type MoveRule,
  moves,
  type OwnerRule,
  type State,
  type StateRule,
  states,
} from '#contract/lifecycle';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { areaById } from '#modules/areas';
import { categoryByCode } from '#modules/catalogue';
import { limitFor, timekeepingOf } from '#modules/deadlines';
import { claimPhotos } from '#modules/files';
import { cancelMessages } from '#modules/messages';
import { findOwner, type OwnerPost } from '#modules/posts';
import { type CaseRecord, lockCase } from './case-record.ts';
import { limitOf } from './clock.ts';
import { decideMove, type Mover } from './decide-move.ts';
import { fieldsAfter, type MoveContext } from './enter-state.ts';
import { recordStep, type StepActor } from './record-step.ts';
import { mustCheck } from './sampling.ts';
import { tellAbout } from './tell-about.ts';

export type MoveInput = Omit<MoveCase, 'commandId'>;

/** Reads, decides, writes one move, and what follows from it by rule. The transaction is the caller's. */
export async function moveCase(
  services: Services,
  tx: Tx,
  district: number,
  id: string,
  input: MoveInput,
  mover: Mover,
): Promise<CaseRecord> {
  const current = await lockCase(tx, district, id);
  const now = services.clock();
  const decision = decideMove(
    current,
    {
      ...input,
      photoKinds: (input.photos ?? []).map((photo) => photo.kind),
      until: input.until ? new Date(input.until) : undefined,
    },
    mover,
    now,
  );
  const context = await gather(services, tx, current, input, decision.to, mover);
  const next = await recordStep(
    services,
    tx,
    current,
    {
      move: input.move,
      actor: stepActor(mover, decision.post),
      note: input.note?.trim() || null,
      internal: (moves[input.move] as MoveRule).note === 'internal',
      point: input.point ?? null,
      photos: await claimPhotos(tx, district, input.photos ?? []),
      data: stepData(current, input, context),
      doneAt: input.doneAt ? new Date(input.doneAt) : null,
    },
    fieldsAfter(current, input.move, decision.to, context),
  );
  if (input.move === 'undo') await cancelMessages(tx, district, id, current.seq);
  await tellAbout(services, tx, current, next, input.move, mover);
  return next.state === 'handled' ? checkOrWaive(services, tx, next) : next;
}

/** By rule: low risk is sampled; what nobody has to check on site goes straight to the resident. */
async function checkOrWaive(services: Services, tx: Tx, handled: CaseRecord): Promise<CaseRecord> {
  if (mustCheck(handled.id, handled.risk, handled.reworks > 0 || handled.reopens > 0)) return handled;
  return moveCase(services, tx, handled.district, handled.id, { move: 'waive' }, { kind: 'system' });
}

export function stepActor(mover: Mover, post: { id: string; title: string } | null): StepActor {
  if (mover.kind === 'staff')
    return {
      kind: 'staff',
      accountId: mover.actor.accountId,
      postId: post?.id ?? null,
      name: mover.actor.name,
      title: post?.title ?? null,
    };
  if (mover.kind === 'resident') return { kind: 'resident', accountId: null, postId: null, name: '居民', title: null };
  return { kind: 'system', accountId: null, postId: null, name: '系统', title: null };
}

async function gather(
  services: Services,
  tx: Tx,
  current: CaseRecord,
  input: MoveInput,
  to: State,
  mover: Mover,
): Promise<MoveContext> {
  const { district } = current;
  const now = services.clock();
  const area = input.move === 'reroute' ? await microGrid(tx, district, input.areaId) : null;
  const unitId = await unitAfter(tx, current, input);
  const category = await categoryAfter(services, current, input);
  if (input.move === 'merge') await checkTarget(tx, current, input.targetId);
  const before = input.move === 'undo' ? await beforeLast(tx, current) : null;
  const there = { ...current, areaPath: area?.path ?? current.areaPath, unitId };
  const owner = await ownerAfter(tx, there, input.move, to, mover, now);
  const times = await timekeepingOf(services, district);
  const place = { areaPath: there.areaPath, conditionCode: current.conditionCode };
  return {
    now,
    times,
    limit: limitFor(times, { categoryCode: category?.code ?? null, ...place }, limitOf(category)),
    until: input.until ? new Date(input.until) : null,
    ownerPostId: before?.ownerPostId ?? owner?.postId ?? current.ownerPostId,
    ownerLevel: owner?.level ?? null,
    accountId: mover.kind === 'staff' ? mover.actor.accountId : null,
    unitId,
    area,
    category,
    targetId: input.targetId ?? null,
    rating: input.rating ?? null,
    before,
  };
}

async function categoryAfter(services: Services, current: CaseRecord, input: MoveInput) {
  if (input.move !== 'classify') return categoryByCode(services, current.district, current.categoryCode);
  return (await categoryByCode(services, current.district, input.categoryCode ?? null)) ?? refuse('category.unknown');
}

/** Who is accountable in the state that is entered (invariant I1). Null keeps the present post. */
async function ownerAfter(
  tx: Tx,
  current: CaseRecord,
  move: Move,
  to: State,
  mover: Mover,
  now: Date,
): Promise<OwnerPost | null> {
  const rule: StateRule = states[to];
  const stays = (moves[move] as MoveRule).to === 'same' && move !== 'reassign';
  if (stays || rule.owner === 'kept' || rule.owner === 'none') return null;
  return findOwner(tx, current.district, {
    areaPath: current.areaPath,
    rule: rule.owner,
    unitId: current.unitId,
    belowLevel: rule.owner === 'level' ? (current.whistleLevel ?? leafLevel(current)) : null,
    notAccounts: notAccountable(rule.owner, current, mover),
    at: now,
  });
}

/** Who cannot be the one to decide: the handler as checker, whoever closed it as reviewer. */
function notAccountable(rule: OwnerRule, current: CaseRecord, mover: Mover): (string | null)[] {
  if (rule === 'reviewer') return [current.handledBy, current.closedBy];
  if (rule !== 'checker') return [];
  return [mover.kind === 'staff' ? mover.actor.accountId : current.handledBy];
}

/** Depth of the micro-grid: the root's path has one code and level 0. */
function leafLevel(current: CaseRecord): number {
  return current.areaPath.split('/').filter(Boolean).length - 1;
}

async function microGrid(
  tx: Tx,
  district: number,
  areaId: string | undefined,
): Promise<{ id: string; path: string; name: string }> {
  const area = await areaById(tx, district, areaId ?? '');
  if (!area) return refuse('area.unknown');
  return area.leaf ? area : refuse('area.not-micro-grid');
}

async function unitAfter(tx: Tx, current: CaseRecord, input: MoveInput): Promise<string | null> {
  if (input.move !== 'dispatch' && input.move !== 'transfer') return current.unitId;
  const unit = await tx
    .selectFrom('units')
    .select('id')
    .where('district_id', '=', current.district)
    .where('id', '=', input.unitId ?? '')
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return unit?.id ?? refuse('unit.unknown');
}

async function checkTarget(tx: Tx, current: CaseRecord, targetId: string | undefined): Promise<void> {
  const target = await tx
    .selectFrom('cases')
    .select(['id', 'open', 'state'])
    .where('district_id', '=', current.district)
    .where('id', '=', targetId ?? '')
    .executeTakeFirst();
  if (!target?.open) refuse('case.needs-target');
}

/** What the last step wrote down about the time before it. */
async function beforeLast(tx: Tx, current: CaseRecord): Promise<MoveContext['before']> {
  const last = await tx
    .selectFrom('case_steps')
    .select('data')
    .where('district_id', '=', current.district)
    .where('case_id', '=', current.id)
    .where('seq', '=', current.seq)
    .executeTakeFirst();
  return (last?.data as { before?: MoveContext['before'] } | undefined)?.before ?? null;
}

function stepData(current: CaseRecord, input: MoveInput, context: MoveContext): Record<string, unknown> {
  const undoable = (moves[input.move] as MoveRule).undoable === true;
  return dropEmpty({
    unitId: input.unitId,
    areaId: input.areaId,
    areaName: context.area?.name,
    targetId: input.targetId,
    until: input.until,
    rating: input.rating,
    categoryCode: input.move === 'classify' ? context.category?.code : undefined,
    ownerPostId: context.ownerPostId,
    before: undoable
      ? {
          whistleLevel: current.whistleLevel,
          unitId: current.unitId,
          dueAt: current.dueAt?.toISOString() ?? null,
          clock: current.clock,
          ownerPostId: current.ownerPostId,
        }
      : undefined,
  });
}

function dropEmpty(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null));
}
