import type { StepMore } from '#contract/case-parts';
import type { ReadyAction } from '#contract/flow-walk';
import type { Services } from '#kernel/services';
import type { CaseRecord } from './case-record.ts';
import type { MoveContext } from './enter-state.ts';
import type { MoveInput } from './plan-move.ts';
import { routingNote } from './route-report.ts';

/** What a step remembers of its move: it is hashed with the step. */
export function stepData(
  services: Pick<Services, 'ids'>,
  current: CaseRecord,
  input: MoveInput,
  context: MoveContext,
  { undoable }: ReadyAction,
  more: StepMore | undefined,
): Record<string, unknown> {
  return dropEmpty({
    unitId: input.unitId,
    areaId: input.areaId,
    areaName: context.area?.name,
    targetId: input.targetId,
    until: input.until,
    rating: input.rating,
    categoryCode: input.move === 'classify' ? context.category?.code : undefined,
    conditionCode: input.move === 'classify' ? context.conditionCode : undefined,
    routing: context.routed ? routingNote(context.routed) : undefined,
    ownerPostId: context.ownerPostId,
    unitIds: input.unitIds,
    postIds: input.postIds,
    taskId: input.taskId,
    minutes: input.minutes?.trim(),
    // With the ids of the cases that they become, and of the commands that file them.
    pieces: input.pieces?.map((piece) => ({ id: services.ids(), commandId: services.ids(), ...piece })),
    more: more && dropEmpty(more),
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
