import type { ArchiveKind } from '#contract/case-parts';
import type { CaseRecord } from '../case-record.ts';
import type { PartContext, PartsPlan } from './plan-parts.ts';

/** The call itself; what the resident said in it follows as the resident's own word (follow-by-rule.ts). */
export function followedUp({ input }: PartContext): PartsPlan {
  return input.call ? { more: { call: input.call } } : {};
}

/** The parts are filed by a job, each as a case of its own: nothing of them is lost, nothing filed twice (file-pieces.job.ts). */
export function divided({ input }: PartContext): PartsPlan {
  return { more: { pieces: (input.pieces ?? []).map(({ title }) => title) } };
}

/** By hand, or at the archive by what became of the case. */
export function filedUnder({ current, input, move }: PartContext): PartsPlan {
  if (move === 'archive') return current.archiveKind ? {} : { fields: { archive_kind: kindOf(current) } };
  return input.archiveKind
    ? { fields: { archive_kind: input.archiveKind }, more: { archiveKind: input.archiveKind } }
    : {};
}

function kindOf({ state, firstClosedAt, totalDueAt }: CaseRecord): ArchiveKind {
  if (state === 'rejected') return 'error';
  return firstClosedAt && totalDueAt && firstClosedAt > totalDueAt ? 'overdue' : 'normal';
}
