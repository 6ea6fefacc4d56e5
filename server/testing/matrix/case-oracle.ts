import type { State } from '#contract/lifecycle';
import type { Role } from '#contract/rights';

/**
 * Who may do what with a case, written down by hand from the guide and from docs/lifecycle.md, not from contract/rights.ts.
 * area: where his area is. unit: what was sent to his department. owner: only while he is the one who answers for it.
 */
type How = 'area' | 'unit' | 'owner';

const ground = { whistle: 'owner', arrive: 'owner', settle: 'owner', ask: 'owner', resume: 'owner' } as const;
const noting = { note: 'area', tell: 'area', undo: 'area' } as const;
const settingRight = { merge: 'area', split: 'area', classify: 'area', urge: 'area' } as const;

/** Moves by role; what is not named he may not. */
export const mayMove: Record<Role, Readonly<Record<string, How>>> = {
  microGridWorker: { ...ground, ...noting, accept: 'owner', reroute: 'owner', classify: 'owner' },
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
    ...{ uphold: 'owner', reopen: 'owner', dispatch: 'owner', transfer: 'owner' },
  },
  operator: {
    ...noting,
    ...settingRight,
    ...{ accept: 'area', reject: 'area', reroute: 'area', dispatch: 'area', transfer: 'area', whistle: 'owner' },
    ...{ ask: 'area', suspend: 'area', resume: 'area', uphold: 'area', reopen: 'area' },
  },
  departmentHandler: {
    ...{ acknowledge: 'unit', begin: 'unit', handle: 'unit', return: 'unit', ask: 'unit', resume: 'unit' },
    ...{ note: 'unit', tell: 'unit', undo: 'unit', classify: 'unit' },
  },
  checker: { ...noting, pass: 'area', rework: 'area' },
  supervisor: { ...noting, urge: 'area', uphold: 'area', reopen: 'area' },
  leader: {},
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
};

/** Does the way in which he may reach a case that is in his area, or was sent to his department? */
export function reaches(role: Role, how: How | undefined, state: State): boolean {
  const { owner, sent } = standing[state];
  if (how === 'owner') return owner === role;
  return how === 'unit' ? sent : how === 'area';
}
