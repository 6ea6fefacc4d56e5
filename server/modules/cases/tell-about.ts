import { type Move, type MoveRule, moves, undoSeconds } from '#contract/lifecycle';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { enqueueMessage, type MessageTemplate } from '#modules/messages';
import { holdersOf } from '#modules/posts';
import { type CaseRecord, openCase } from './case-record.ts';
import type { Mover } from './decide-move.ts';

interface Telling {
  owner?: MessageTemplate;
  reporter?: MessageTemplate;
}

/** Who is told of which move. Few and useful: no news about what one has done oneself. */
const tellings: Partial<Record<Move, Telling>> = {
  reroute: { owner: 'case.arrived', reporter: 'case.rerouted' },
  accept: { reporter: 'case.accepted' },
  reject: { reporter: 'case.rejected' },
  whistle: { owner: 'case.whistled' },
  escalate: { owner: 'case.escalated' },
  dispatch: { owner: 'case.dispatched', reporter: 'case.sent-on' },
  transfer: { owner: 'case.dispatched', reporter: 'case.sent-on' },
  return: { owner: 'case.returned' },
  rework: { owner: 'case.rework' },
  contest: { owner: 'case.contested' },
  reopen: { owner: 'case.arrived', reporter: 'case.reopened' },
  urge: { owner: 'case.urged' },
  remind: { owner: 'case.overdue' },
  answer: { owner: 'case.answered' },
  remark: { owner: 'case.answered' },
  wake: { owner: 'case.resumed' },
  settle: { owner: 'case.to-check' },
  handle: { owner: 'case.to-check' },
  ask: { reporter: 'case.question' },
  pass: { reporter: 'case.please-rate' },
  waive: { reporter: 'case.please-rate' },
  suspend: { reporter: 'case.suspended' },
  tell: { reporter: 'case.told' },
  merge: { reporter: 'case.merged' },
  uphold: { reporter: 'case.upheld' },
};

/** Enqueues the messages of a move in its transaction; those of an undoable move wait out the undo window. */
export async function tellAbout(
  services: Services,
  tx: Tx,
  before: Pick<CaseRecord, 'ownerPostId'>,
  now: CaseRecord,
  move: Move,
  mover: Mover,
): Promise<void> {
  const telling = tellings[move];
  if (!telling) return;
  const common = aboutCase(before, now, move);
  if (telling.owner) await tellOwner(services, tx, { ...common, template: telling.owner }, now, mover);
  if (telling.reporter) await tellReporters(services, tx, { ...common, template: telling.reporter });
}

type Told = Pick<CaseRecord, 'district' | 'id' | 'no' | 'seq' | 'title' | 'areaPath' | 'areaName'>;

function aboutCase(before: Pick<CaseRecord, 'ownerPostId'>, now: Told, move: Move | 'report') {
  return {
    district: now.district,
    caseId: now.id,
    areaPath: now.areaPath,
    params: { no: now.no, title: now.title, area: now.areaName, seq: now.seq, fromPost: before.ownerPostId },
    delaySeconds: move !== 'report' && (moves[move] as MoveRule).undoable ? undoSeconds : 0,
  };
}

/** What whoever is accountable is told of a new report. */
export function arrival(now: Told): Message {
  return { ...aboutCase({ ownerPostId: null }, now, 'report'), template: 'case.arrived' };
}

type Message = Omit<Parameters<typeof enqueueMessage>[2], 'to'>;

async function tellOwner(services: Services, tx: Tx, message: Message, now: CaseRecord, mover: Mover): Promise<void> {
  if (!now.ownerPostId) return;
  const own = mover.kind === 'staff' ? mover.actor.accountId : null;
  const holders = await holdersOf(tx, now.district, now.ownerPostId, services.clock());
  for (const accountId of holders.filter((id) => id !== own)) {
    await enqueueMessage(services, tx, { ...message, to: { accountId } });
  }
}

/** Everybody who reported or joined, also those whose reports were merged into this one. */
async function tellReporters(
  services: Services,
  tx: Tx,
  message: Message & { district: number; caseId: string },
): Promise<void> {
  const { district, caseId } = message;
  const merged = await tx
    .selectFrom('cases')
    .select('id')
    .where('district_id', '=', district)
    .where('merged_into', '=', caseId)
    .execute();
  for (const { id } of merged) await openCase(tx, district, id);
  const contacts = await tx
    .selectFrom('case_contacts')
    .select('id')
    .where('district_id', '=', district)
    .where('case_id', 'in', [caseId, ...merged.map(({ id }) => id)])
    .where('phone_cipher', 'is not', null)
    .execute();
  for (const { id } of contacts) await enqueueMessage(services, tx, { ...message, to: { contactId: id } });
}
