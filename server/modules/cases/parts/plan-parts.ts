import type { PartRules, StepMore } from '#contract/case-parts';
import type { Move, State } from '#contract/lifecycle';
import type { ActorPost } from '#kernel/actor';
import type { Services } from '#kernel/services';
import type { Timekeeping } from '#modules/deadlines';
import type { MessageTemplate } from '#modules/messages';
import type { CaseRecord } from '../case-record.ts';
import type { Mover } from '../decide-move.ts';
import type { CaseFields } from '../enter-state.ts';
import type { MoveInput } from '../plan-move.ts';
import type { MoveFacts } from '../read-move-facts.ts';
import { divided, filedUnder, followedUp } from './afterwards.ts';
import type { Consultation, Parts, Task, TimeRequest } from './case-parts.ts';
import { adjourned, called, concluded, flagged, madeDue, outOfStep } from './consultation.ts';
import { objected, settledObjection, windowAfter } from './objection.ts';
import { askedTime, decidedTime, lapsedRequests } from './requests.ts';
import {
  assisted,
  circulated,
  formed,
  remindedOf,
  reported,
  scored,
  supervised,
  taken,
  voidedTasks,
  waived,
  whistledFor,
} from './tasks.ts';

/** Everything by which a part decides what it writes. */
export interface PartContext {
  services: Pick<Services, 'ids'>;
  facts: MoveFacts;
  current: CaseRecord;
  move: Move;
  to: State;
  input: MoveInput;
  mover: Mover;
  /** The post by which a member of staff acts. */
  post: ActorPost | null;
  now: Date;
  times: Timekeeping;
  rules: PartRules;
}

/** Whom a part tells of the move, besides those whom the life cycle tells. */
export interface Telling {
  template: MessageTemplate;
  unitIds?: readonly string[];
  postIds?: readonly string[];
}

/** What a move writes beside the case and its step. */
export interface PartsPlan {
  fields?: CaseFields;
  tasks?: Task[];
  consultations?: Consultation[];
  requests?: TimeRequest[];
  tell?: Telling[];
  /** What the step remembers. */
  more?: StepMore;
}

/** By move: what it writes. Each is pure but for the ids. */
const byMove: Partial<Record<Move, (context: PartContext) => PartsPlan>> = {
  dispatch: assisted,
  assist: assisted,
  team: formed,
  summon: whistledFor,
  takeTask: taken,
  reportTask: reported,
  waiveTask: waived,
  remindTask: remindedOf,
  scoreResponse: scored,
  scoreWhistle: scored,
  supervise: supervised,
  circulate: circulated,
  object: objected,
  allowObjection: settledObjection,
  denyObjection: settledObjection,
  flagCrossing: flagged,
  consult: called,
  conclude: concluded,
  adjourn: adjourned,
  consultDue: madeDue,
  askTime: askedTime,
  grantTime: decidedTime,
  denyTime: decidedTime,
  answerVerify: ({ input }) => (input.finding ? { more: { finding: input.finding } } : {}),
  followUp: followedUp,
  divide: divided,
  fileUnder: filedUnder,
  archive: filedUnder,
};

/** What follows from any move by which the case leaves where it was. */
const always: readonly ((context: PartContext) => PartsPlan)[] = [windowAfter, outOfStep, voidedTasks, lapsedRequests];

export function partsAfter(context: PartContext): Required<Omit<PartsPlan, 'more'>> & { more: StepMore | undefined } {
  const plans = [...always.map((part) => part(context)), byMove[context.move]?.(context) ?? {}];
  const tasks = plans.flatMap((plan) => plan.tasks ?? []);
  const helpers = [...new Set([...context.current.helpers, ...tasks.flatMap(helperOf)])];
  const more = plans.findLast((plan) => plan.more)?.more;
  return {
    fields: Object.assign(
      {},
      ...plans.map((plan) => plan.fields),
      helpers.length > context.current.helpers.length ? { helpers } : {},
    ) as CaseFields,
    tasks,
    consultations: plans.flatMap((plan) => plan.consultations ?? []),
    requests: plans.flatMap((plan) => plan.requests ?? []),
    tell: plans.flatMap((plan) => plan.tell ?? []),
    more,
  };
}

const helperOf = ({ unitId, postId }: Task): string[] => [unitId, postId].filter((id) => id !== null);

/** The parts as they are then: what was written takes the place of what had its id. */
export function partsWith(before: Parts, plan: Pick<PartsPlan, 'tasks' | 'consultations' | 'requests'>): Parts {
  return {
    tasks: replaced(before.tasks, plan.tasks ?? []),
    consultations: replaced(before.consultations, plan.consultations ?? []),
    requests: replaced(before.requests, plan.requests ?? []),
  };
}

export function replaced<Row extends { id: string }>(before: readonly Row[], written: readonly Row[]): Row[] {
  return [...new Map([...before, ...written].map((row) => [row.id, row])).values()];
}
