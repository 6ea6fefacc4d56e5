// The ways a case can take, as scripts: who makes which move after how many minutes. Times stay below the clocks of
// contract/lifecycle.ts except where a script means somebody to be late.
import type { Move, State } from '#contract/lifecycle';
import { at, type Random } from '../random.ts';
import type { RemarkKind } from '../texts/remarks.ts';
import type { Who } from './owners.ts';

export interface Beat {
  readonly move: Move;
  /** Minutes since the beat before. */
  readonly wait: number;
  readonly who: Who;
  readonly note?: RemarkKind | 'result';
  /** Only sometimes says something. */
  readonly quiet?: true;
  /** Meant to come after the clock; every other beat comes before an escalation. */
  readonly late?: true;
}

/** What decides the way. */
export interface Prospect {
  readonly rng: Random;
  /** The category's time limit in minutes. */
  readonly limit: number;
  readonly selfHandle: boolean;
  readonly mustCheck: boolean;
  /** Filed by the command room, a hotline or a platform. */
  readonly byOffice: boolean;
  /** Does a resident follow it, who can rate and answer? */
  readonly followed: boolean;
  readonly city: boolean;
}

type Extra = Pick<Beat, 'move' | 'who' | 'note'>;

const extras: readonly (readonly [Extra, number])[] = [
  [{ move: 'join', who: 'resident' }, 30],
  [{ move: 'note', who: 'supervisor', note: 'note' }, 14],
  [{ move: 'tell', who: 'operator', note: 'tell' }, 12],
  [{ move: 'urge', who: 'supervisor', note: 'urge' }, 10],
  [{ move: 'remark', who: 'resident', note: 'remark' }, 10],
];

/** Long work with what happens meanwhile: people join, remark, are told, urge. */
function work(prospect: Prospect, minutes: number, last: Omit<Beat, 'wait'>): Beat[] {
  const { rng } = prospect;
  const count = rng.chance(0.14) ? rng.int(1, 4) : 0;
  const cuts = Array.from({ length: count }, () => rng.next()).sort((one, two) => one - two);
  const beats: Beat[] = [];
  let done = 0;
  for (const cut of cuts) {
    beats.push({ ...rng.weighted(extras), wait: (cut - done) * minutes });
    done = cut;
  }
  return [...beats, { ...last, wait: (1 - done) * minutes }];
}

/** Most are quick; 1.4 % take longer than the limit allows, and the clock then reminds. */
function effort(prospect: Prospect): number {
  const { rng, limit } = prospect;
  if (rng.chance(0.014)) return limit * (1.05 + rng.next() * 0.5);
  return limit * Math.min(0.95, 0.04 + Math.abs(rng.normal(0.12, 0.24)));
}

function settle(prospect: Prospect): Beat[] {
  const { rng } = prospect;
  const minutes = effort(prospect);
  const finish: Omit<Beat, 'wait'> = { move: 'settle', who: 'worker', note: 'result' };
  // Without arriving the case stays accepted, whose clock is four hours.
  if (minutes < 150 && rng.chance(0.45)) return [{ ...finish, wait: Math.max(9, minutes) }];
  const arrive: Beat = { move: 'arrive', wait: rng.int(6, 140), who: 'worker', note: 'arrive', quiet: true };
  const beforeClock = Math.min(minutes, prospect.limit * 0.97);
  return [arrive, ...work(prospect, Math.max(8, beforeClock), finish)];
}

/** Up the levels; ends with who dispatches. */
function whistleUp(prospect: Prospect): Beat[] {
  const { rng } = prospect;
  const whistle = (wait: number, who: Who): Beat => ({ move: 'whistle', wait, who, note: 'whistle' });
  const beats = [whistle(rng.int(8, 160), 'worker')];
  if (rng.chance(0.75)) beats.push(whistle(rng.int(2, 50), 'owner'));
  if (prospect.city && beats.length === 2 && rng.chance(0.6)) beats.push(whistle(rng.int(2, 50), 'owner'));
  return beats;
}

function dispatch(prospect: Prospect, most: number): Beat {
  return { move: 'dispatch', wait: prospect.rng.int(2, most), who: 'operator', note: 'dispatch' };
}

function takeOn(prospect: Prospect): Beat[] {
  const { rng } = prospect;
  return [
    { move: 'acknowledge', wait: rng.int(3, 100), who: 'handler', note: 'acknowledge', quiet: true },
    { move: 'begin', wait: rng.int(8, 210), who: 'handler', note: 'begin', quiet: true },
  ];
}

function pauseInWork(prospect: Prospect): Beat[] {
  const { rng } = prospect;
  if (rng.chance(0.012)) {
    const back: Beat = { move: 'resume', wait: rng.int(2, 12) * 1440, who: 'operator', note: 'resume' };
    return [{ move: 'suspend', wait: rng.int(20, 90), who: 'operator', note: 'suspend' }, back];
  }
  if (prospect.followed && rng.chance(0.02)) {
    const answer: Beat = { move: 'answer', wait: rng.int(15, 1500), who: 'resident', note: 'answer' };
    return [{ move: 'ask', wait: rng.int(10, 60), who: 'handler', note: 'ask' }, answer];
  }
  return [];
}

/** From dispatched to handled: now and then refused or passed on first. */
function department(prospect: Prospect): Beat[] {
  const { rng } = prospect;
  const detour: Beat[] = [];
  if (rng.chance(0.03)) {
    detour.push({ move: 'return', wait: rng.int(15, 100), who: 'handler', note: 'return' }, dispatch(prospect, 50));
  } else if (rng.chance(0.015)) {
    detour.push({ move: 'acknowledge', wait: rng.int(5, 90), who: 'handler', note: 'acknowledge' });
    detour.push({ move: 'transfer', wait: rng.int(20, 160), who: 'operator', note: 'transfer' });
  }
  const handle: Omit<Beat, 'wait'> = { move: 'handle', who: 'handler', note: 'result' };
  return [
    ...detour,
    ...takeOn(prospect),
    ...pauseInWork(prospect),
    ...work(prospect, Math.max(15, effort(prospect)), handle),
  ];
}

function check(prospect: Prospect, again: () => Beat[]): Beat[] {
  const { rng } = prospect;
  const pass = (): Beat => ({ move: 'pass', wait: rng.int(25, 1250), who: 'checker', note: 'pass' });
  if (!prospect.mustCheck) return [{ move: 'waive', wait: 0, who: 'system' }];
  if (!rng.chance(0.02)) return [pass()];
  return [{ move: 'rework', wait: rng.int(25, 900), who: 'checker', note: 'rework' }, ...again(), pass()];
}

/** After the check: rated, or contested once, or left to the clock. */
function verdict(prospect: Prospect): Beat[] {
  const { rng } = prospect;
  if (!prospect.followed) return [];
  const rate: Beat = { move: 'rate', wait: rng.int(10, 2600), who: 'resident' };
  if (!rng.chance(0.008)) return rng.chance(0.64) ? [rate] : [];
  const contest: Beat = { move: 'contest', wait: rng.int(30, 4000), who: 'resident', note: 'contest' };
  if (rng.chance(0.4)) {
    return [
      contest,
      { move: 'uphold', wait: rng.int(20, 110), who: 'community', note: 'uphold' },
      { ...rate, wait: 90 },
    ];
  }
  const reopen: Beat = { move: 'reopen', wait: rng.int(20, 110), who: 'community', note: 'reopen' };
  const pass: Beat = { move: 'pass', wait: rng.int(40, 1100), who: 'checker', note: 'pass' };
  const second: Beat[] = [
    { move: 'arrive', wait: rng.int(10, 120), who: 'worker', note: 'arrive' },
    { move: 'settle', wait: Math.min(prospect.limit * 0.7, rng.int(60, 900)), who: 'worker', note: 'result' },
  ];
  return [contest, reopen, ...second, pass, rate];
}

function acceptance(prospect: Prospect): Beat[] {
  const { rng } = prospect;
  const accept: Beat = { move: 'accept', wait: rng.int(2, 80), who: 'worker', note: 'accept', quiet: true };
  const roll = rng.next();
  // Nobody answers for two hours: the clock whistles it up, and the grid leader accepts.
  if (roll < 0.012) return [{ ...accept, wait: rng.int(125, 170), who: 'owner', late: true }];
  if (roll < 0.042) return [accept, { move: 'classify', wait: rng.int(3, 60), who: 'operator' }];
  if (prospect.followed && roll < 0.06) {
    const answer: Beat = { move: 'answer', wait: rng.int(15, 1500), who: 'resident', note: 'answer' };
    return [accept, { move: 'ask', wait: rng.int(5, 60), who: 'worker', note: 'ask' }, answer];
  }
  return [accept];
}

/** Where the work is done: the total limit is measured up to here. */
export function handledAt(script: readonly Beat[]): number {
  return script.findIndex(({ move }) => move === 'settle' || move === 'handle');
}

/** Of 40 cases 39 are handled within their total limit: whoever takes part hurries as much as that needs. */
function hurry(script: readonly Beat[], { rng, limit }: Prospect): Beat[] {
  const end = handledAt(script);
  const waits = script.slice(0, end + 1).reduce((sum, beat) => sum + beat.wait, 0);
  const target = limit * (0.3 + 0.63 * rng.next());
  if (waits <= target || rng.chance(0.025)) return [...script];
  const slow = (beat: Beat) => beat.late || beat.move === 'answer' || beat.move === 'resume';
  return script.map((beat, index) =>
    index > end || slow(beat) ? beat : { ...beat, wait: (beat.wait * target) / waits },
  );
}

/** A whole history after the report, up to the rating or until only the clock remains. */
export function wholeScript(prospect: Prospect): Beat[] {
  return hurry(wayOf(prospect), prospect);
}

function wayOf(prospect: Prospect): Beat[] {
  const { rng } = prospect;
  if (prospect.byOffice && rng.chance(0.7)) {
    const office = department(prospect);
    return [
      dispatch(prospect, 40),
      ...office,
      ...check(prospect, () => redo(prospect, 'handle')),
      ...verdict(prospect),
    ];
  }
  if (rng.chance(0.012)) {
    return [...acceptance(prospect), { move: 'reject', wait: rng.int(10, 60), who: 'gridLeader', note: 'reject' }];
  }
  if (rng.chance(prospect.selfHandle ? 0.88 : 0.16)) {
    const own = settle(prospect);
    return [...acceptance(prospect), ...own, ...check(prospect, () => redo(prospect, 'settle')), ...verdict(prospect)];
  }
  return [
    ...acceptance(prospect),
    ...whistleUp(prospect),
    dispatch(prospect, 50),
    ...department(prospect),
    ...check(prospect, () => redo(prospect, 'handle')),
    ...verdict(prospect),
  ];
}

function redo(prospect: Prospect, move: 'settle' | 'handle'): Beat[] {
  const minutes = Math.min(prospect.limit * 0.6, prospect.rng.int(40, 1500));
  // What was settled without arriving goes back to accepted, whose clock is four hours.
  const wait = move === 'settle' ? Math.min(minutes, 200) : minutes;
  return [{ move, wait, who: move === 'settle' ? 'worker' : 'handler', note: 'result' }];
}

/** The shortest way into a state, for the cases that are open now. */
export function scriptTo(state: State, whistles: number, prospect: Prospect): Beat[] {
  const { rng } = prospect;
  const accept: Beat = { move: 'accept', wait: rng.int(4, 60), who: 'worker', note: 'accept' };
  const arrive: Beat = { move: 'arrive', wait: rng.int(10, 90), who: 'worker', note: 'arrive' };
  const sent = [accept, ...whistleUp(prospect), dispatch(prospect, 45)];
  const taken = [...sent, ...takeOn(prospect)];
  const handled: Beat = { move: 'handle', wait: prospect.limit * 0.3, who: 'handler', note: 'result' };
  const pass: Beat = { move: 'pass', wait: rng.int(40, 500), who: 'checker', note: 'pass' };
  const whistled = Array.from(
    { length: whistles },
    (_, index): Beat => ({
      move: 'whistle',
      wait: rng.int(4, 45),
      who: index === 0 ? 'worker' : 'owner',
      note: 'whistle',
    }),
  );
  const ways: Partial<Record<State, Beat[]>> = {
    reported: [],
    accepted: [accept],
    onSite: [accept, arrive],
    whistled: [accept, ...whistled],
    dispatched: sent,
    acknowledged: taken.slice(0, -1),
    handling: taken,
    returned: [...sent, { move: 'return', wait: rng.int(15, 90), who: 'handler', note: 'return' }],
    handled: [...taken, handled],
    checked: [...taken, handled, pass],
    contested: [...taken, handled, pass, { move: 'contest', wait: rng.int(60, 900), who: 'resident', note: 'contest' }],
    waiting: [accept, { move: 'ask', wait: rng.int(5, 60), who: 'worker', note: 'ask' }],
    suspended: [...taken, { move: 'suspend', wait: rng.int(20, 90), who: 'operator', note: 'suspend' }],
  };
  return ways[state] ?? at([taken], 0);
}
