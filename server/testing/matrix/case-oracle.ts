import type { State } from '#contract/lifecycle';
import type { Role } from '#contract/rights';

/**
 * Who may do what with a case, written down by hand from the guide and from docs/lifecycle.md, not from contract/rights.ts.
 * area: where his area is. task: while he or his department was asked to help; in none of the matrix's cases they were.
 * unit: what was sent to his department. owner: only while he is the one who answers for it.
 */
type How = 'area' | 'unit' | 'owner' | 'task';

const helping = { takeTask: 'task', reportTask: 'task', scoreWhistle: 'task' } as const;
const whistling = { summon: 'area', scoreResponse: 'area' } as const;
const ground: Record<string, How> = {
  ...helping,
  ...whistling,
  ...{ whistle: 'owner', arrive: 'owner', settle: 'owner', ask: 'owner', resume: 'owner' },
  ...{ askTime: 'owner', answerVerify: 'owner' },
};
const sending = [
  ...['dispatch', 'transfer', 'assist', 'waiveTask', 'verify', 'flagCrossing'],
  ...['allowObjection', 'denyObjection'],
];
/** All that goes with the right to dispatch, in one way. */
const dispatching = (how: How): Record<string, How> => Object.fromEntries(sending.map((move) => [move, how]));
const conferring = { consult: 'area', conclude: 'area', adjourn: 'area', team: 'area' } as const;
const supervising = { supervise: 'area', circulate: 'area' } as const;
const noting = { note: 'area', tell: 'area', undo: 'area' } as const;
const settingRight = { merge: 'area', split: 'area', classify: 'area', fileUnder: 'area', urge: 'area' } as const;

/** Moves by role; what is not named he may not. */
export const mayMove: Record<Role, Readonly<Record<string, How>>> = {
  microGridWorker: { ...ground, ...noting, accept: 'owner', reroute: 'owner', classify: 'owner', fileUnder: 'owner' },
  gridLeader: {
    ...ground,
    ...noting,
    ...settingRight,
    ...{ accept: 'area', reject: 'area', reroute: 'area', pass: 'area', rework: 'area' },
    ...{ uphold: 'owner', reopen: 'owner' },
  },
  communityStaff: {
    ...ground,
    ...noting,
    ...settingRight,
    ...{ accept: 'area', reject: 'area', reroute: 'area', pass: 'area', rework: 'area' },
    ...dispatching('owner'),
    ...{ uphold: 'owner', reopen: 'owner', followUp: 'area' },
  },
  operator: {
    ...noting,
    ...settingRight,
    ...helping,
    ...whistling,
    ...conferring,
    ...dispatching('area'),
    ...{ answerVerify: 'owner', followUp: 'area', divide: 'area' },
    ...{ accept: 'area', reject: 'area', reroute: 'area', whistle: 'owner' },
    ...{ ask: 'area', suspend: 'area', resume: 'area', uphold: 'area', reopen: 'area' },
  },
  departmentHandler: {
    ...{ acknowledge: 'unit', begin: 'unit', handle: 'unit', return: 'unit', ask: 'unit', resume: 'unit' },
    ...helping,
    ...{ object: 'unit', askTime: 'unit' },
    ...{ note: 'unit', tell: 'unit', undo: 'unit', classify: 'unit', fileUnder: 'unit' },
  },
  checker: { ...noting, ...helping, pass: 'area', rework: 'area', followUp: 'area' },
  supervisor: {
    ...noting,
    ...helping,
    ...conferring,
    ...supervising,
    ...{ urge: 'area', uphold: 'area', reopen: 'area', followUp: 'area' },
  },
  leader: { ...supervising, grantTime: 'area', denyTime: 'area' },
  sysAdmin: {},
  securityAdmin: {},
  auditAdmin: {},
};

/** Who may see the reporter's phone, for a purpose. */
export const mayContact: Partial<Record<Role, How>> = {
  microGridWorker: 'owner',
  gridLeader: 'area',
  communityStaff: 'area',
  operator: 'area',
  departmentHandler: 'unit',
};

export const maySee: Partial<Record<Role, 'area' | 'unit'>> = {
  microGridWorker: 'area',
  gridLeader: 'area',
  communityStaff: 'area',
  operator: 'area',
  departmentHandler: 'unit',
  checker: 'area',
  supervisor: 'area',
  leader: 'area',
};

/** Who answers for a case in a state, and whether a department has it: as case-in-each-state.ts brings it there. */
const standing: Record<State, { owner: Role | null; sent: boolean }> = {
  reported: { owner: 'microGridWorker', sent: false },
  accepted: { owner: 'microGridWorker', sent: false },
  onSite: { owner: 'microGridWorker', sent: false },
  whistled: { owner: 'gridLeader', sent: false },
  dispatched: { owner: 'departmentHandler', sent: true },
  acknowledged: { owner: 'departmentHandler', sent: true },
  handling: { owner: 'departmentHandler', sent: true },
  returned: { owner: 'operator', sent: false },
  handled: { owner: 'checker', sent: true },
  checked: { owner: 'operator', sent: true },
  contested: { owner: 'communityStaff', sent: true },
  waiting: { owner: 'microGridWorker', sent: false },
  suspended: { owner: 'microGridWorker', sent: false },
  closed: { owner: null, sent: true },
  rejected: { owner: null, sent: false },
  merged: { owner: null, sent: false },
  archived: { owner: null, sent: true },
  verifying: { owner: 'microGridWorker', sent: false },
  verified: { owner: 'operator', sent: false },
  objected: { owner: 'operator', sent: true },
  consulting: { owner: 'operator', sent: false },
  deferred: { owner: 'departmentHandler', sent: true },
  divided: { owner: 'operator', sent: false },
};

/** Does the way in which he may reach a case that is in his area, or was sent to his department? */
export function reaches(role: Role, how: How | undefined, state: State): boolean {
  const { owner, sent } = standing[state];
  if (how === 'owner') return owner === role;
  return how === 'unit' ? sent : how === 'area';
}

const more: ReadonlySet<string> = new Set([
  ...Object.keys(helping),
  ...['scoreResponse', 'grantTime', 'denyTime', 'circulate'],
]);

/**
 * What hangs on more than the state: a task, a request or a supervision that was not answered. Of the matrix's cases only the
 * one that is conferred about has a task.
 */
export function hangsOnMore(move: string, state: State): boolean {
  return move === 'waiveTask' ? state !== 'consulting' : more.has(move);
}
