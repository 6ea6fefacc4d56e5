import type { ReadyAction } from '#contract/flow-walk';
import { type Move, undoSeconds } from '#contract/lifecycle';
import type { Services } from '#kernel/services';
import {
  type MessageTemplate,
  messagesTo,
  messageToContact,
  type Outgoing,
  type ReadyMessage,
} from '#modules/messages';
import { type Candidate, presentIn } from '#modules/posts';
import type { CaseRecord } from './case-record.ts';
import type { Mover } from './decide-move.ts';
import type { Telling as PartTelling } from './parts/plan-parts.ts';
import type { MoveFacts } from './read-move-facts.ts';

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
  object: { owner: 'case.objected' },
  consult: { owner: 'case.consultation', reporter: 'case.consulting' },
  conclude: { owner: 'case.dispatched', reporter: 'case.sent-on' },
  consultDue: { owner: 'case.consult-due' },
  grantTime: { reporter: 'case.more-time' },
  verify: { owner: 'case.verify' },
  answerVerify: { owner: 'case.verified' },
  divide: { reporter: 'case.told' },
  gather: { reporter: 'case.please-rate' },
};

/** The messages of a move; those of an undoable move wait out the undo window. */
export function messagesAbout(
  services: Services,
  { current, candidates, contacts }: Pick<MoveFacts, 'current' | 'candidates' | 'contacts'>,
  now: CaseRecord,
  action: ReadyAction,
  mover: Mover,
): ReadyMessage[] {
  const telling = tellings[action.does];
  if (!telling) return [];
  const common = aboutCase(current, now, action);
  const owner = action.tells?.owner === false ? undefined : telling.owner;
  const reporter = action.tells?.reporter === false ? undefined : telling.reporter;
  return [
    ...(owner ? toOwner(services, { ...common, template: owner }, candidates, now, mover) : []),
    // Everybody who reported or joined, also those whose reports were merged into this one.
    ...(reporter
      ? contacts.map((contactId) => messageToContact(services, { ...common, template: reporter, to: { contactId } }))
      : []),
  ];
}

/** Those whom a part tells besides: everybody present in the posts and in the units' posts, each once, never the mover. */
export function messagesToHelpers(
  services: Services,
  { current, candidates }: Pick<MoveFacts, 'current' | 'candidates'>,
  now: CaseRecord,
  action: ReadyAction,
  mover: Mover,
  tellings: readonly PartTelling[],
): ReadyMessage[] {
  const common = aboutCase(current, now, action);
  const own = mover.kind === 'staff' ? mover.actor.accountId : null;
  const told = new Set<string>();
  return tellings.flatMap(({ template, unitIds = [], postIds = [] }) => {
    const ofUnits = candidates.filter((one) => one.role === 'departmentHandler' && unitIds.includes(one.unitId ?? ''));
    const posts = new Set([...postIds, ...ofUnits.map(({ postId }) => postId)]);
    return [...posts].flatMap((postId) =>
      presentIn(candidates, postId).flatMap(({ accountId, hasEmail }) => {
        if (accountId === null || accountId === own || told.has(accountId)) return [];
        told.add(accountId);
        return messagesTo(services, { ...common, template, to: { accountId } }, hasEmail);
      }),
    );
  });
}

type Told = Pick<CaseRecord, 'district' | 'id' | 'no' | 'seq' | 'title' | 'areaPath' | 'areaName'>;

function aboutCase(before: Pick<CaseRecord, 'ownerPostId'>, now: Told, action: Pick<ReadyAction, 'undoable'>) {
  return {
    district: now.district,
    caseId: now.id,
    areaPath: now.areaPath,
    params: { no: now.no, title: now.title, area: now.areaName, seq: now.seq, fromPost: before.ownerPostId },
    delaySeconds: action.undoable ? undoSeconds : 0,
  };
}

/** What whoever is accountable is told of a new report. */
export function arrival(now: Told): Message {
  return { ...aboutCase({ ownerPostId: null }, now, {}), template: 'case.arrived' };
}

type Message = Omit<Outgoing, 'to'>;

/** To everybody present in the accountable post, but to nobody about what they did themselves. */
function toOwner(
  services: Services,
  message: Message,
  candidates: readonly Candidate[],
  { ownerPostId }: CaseRecord,
  mover: Mover,
): ReadyMessage[] {
  if (!ownerPostId) return [];
  const own = mover.kind === 'staff' ? mover.actor.accountId : null;
  return presentIn(candidates, ownerPostId).flatMap(({ accountId, hasEmail }) =>
    accountId === null || accountId === own ? [] : messagesTo(services, { ...message, to: { accountId } }, hasEmail),
  );
}
