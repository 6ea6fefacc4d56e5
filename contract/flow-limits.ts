import type { Role } from './rights.ts';

// Apart from the schemas: fronts check flows without the library that the schemas are made with.

/** The roles that can be accountable for a case. */
export const owningRoles = [
  'microGridWorker',
  'gridLeader',
  'communityStaff',
  'operator',
  'departmentHandler',
  'checker',
  'supervisor',
] as const satisfies readonly Role[];

/** More would be a mistake, and slow to draw. */
export const mostStates = 60;
export const mostActions = 150;
/** Words that stand for a state in `to`; no state may be called so. */
export const placeWords = ['same', 'origin', 'handler', 'asked', 'disputed', 'any'] as const;
