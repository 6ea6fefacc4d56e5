import { moves, states } from '#contract/lifecycle';
import { pick } from '#web/i18n.ts';
import { stateNameOf } from '#web/state.ts';
import type { Track } from '../device.ts';

type State = Track['state'];
type Step = Track['steps'][number];
/** What a phone kept from before flows has no words of its own. */
type Seen = Pick<Track, 'state'> & Partial<Pick<Track, 'stateName' | 'stateWords'>>;

/** The sentence that a resident reads. */
export function residentState({ state, stateWords }: Seen): string {
  const { zh, en } = stateWords ?? states[state].resident;
  return pick(zh, en);
}

/** That sentence, where it says more than the tag beside it. */
export function ownSentence(seen: Seen): string | null {
  const sentence = residentState(seen);
  return sentence === stateNameOf(seen) ? null : sentence;
}

const asking: readonly State[] = ['checked', 'waiting'];
const over: readonly State[] = ['closed', 'archived', 'rejected', 'merged'];

export type Group = 'asks' | 'running' | 'over';

export function groupOf(state: State): Group {
  if (asking.includes(state)) return 'asks';
  return over.includes(state) ? 'over' : 'running';
}

/** Moves that read better from the resident's side than by the state they lead to. */
const ownWords: Partial<Record<Step['move'], { zh: string; en: string }>> = {
  report: { zh: '您上报', en: 'You reported it' },
  answer: { zh: '您补充了情况', en: 'You answered' },
  remark: { zh: '您补充了说明', en: 'You added a remark' },
  rate: { zh: '您评价了', en: 'You rated it' },
  contest: { zh: '您说没解决，要求重新办', en: 'You said it is not solved' },
  join: { zh: '又有一位居民遇到', en: 'Another resident met it too' },
  arrive: { zh: '已到现场', en: 'On site' },
  reroute: { zh: '转给负责的微网格', en: 'Passed to the right micro-grid' },
  pass: { zh: '核查通过，等您确认', en: 'Checked; please have a look' },
  rework: { zh: '核查没通过，返工', en: 'Not good enough; back to work' },
  handle: { zh: '处置完成，等待核查', en: 'Work done, to be checked' },
  settle: { zh: '当场办好，等待核查', en: 'Settled on the spot, to be checked' },
  escalate: { zh: '超过时限，已自动上报上一级', en: 'Over time; passed up automatically' },
  transfer: { zh: '换了责任部门', en: 'Passed to another department' },
  resume: { zh: '恢复办理', en: 'Resumed' },
  wake: { zh: '恢复办理', en: 'Resumed' },
  reopen: { zh: '重新办理', en: 'Re-opened' },
  uphold: { zh: '复核后维持结果', en: 'Looked at again; the result stands' },
  tell: { zh: '给您的话', en: 'A word for you' },
};

/** Said in the words of the place where its flow has words of its own for it. */
function isOwnFlow({ move, moveName }: Step): boolean {
  return moveName !== undefined && move !== 'report' && moveName.zh !== moves[move].zh;
}

function stepWords(step: Step): string {
  return isOwnFlow(step) ? pick(step.moveName.zh, step.moveName.en) : stateNameOf(step);
}

/** What happened, in words for the one who reported (`mine`) or who joined later. */
export function stepTitle(step: Step, mine: boolean): string {
  if (step.move === 'report' && !mine) return pick('有居民上报', 'Reported by a resident');
  const own = isOwnFlow(step) ? null : ownWords[step.move];
  return own ? pick(own.zh, own.en) : stepWords(step);
}
