import { addLimit } from '#modules/deadlines';
import { consultation } from './consultation.ts';
import type { PartContext, PartsPlan } from './plan-parts.ts';

/** With each dispatch a new window opens; where a consultation named the unit there is none. It closes when the unit begins. */
export function windowAfter({ move, now, times, rules }: PartContext): PartsPlan {
  if (move === 'dispatch' || move === 'transfer') {
    return { fields: { object_until: addLimit(times.calendar, now, rules.objection) } };
  }
  const closes = ['conclude', 'object', 'begin', 'undo', 'return', 'reopen'].includes(move);
  return closes ? { fields: { object_until: null } } : {};
}

/** The first objection goes to whoever dispatched; from the second on it is settled in a consultation. */
export function objected(context: PartContext): PartsPlan {
  const { current, input, to } = context;
  const basis = input.basis?.trim() ?? '';
  const fields = { objections: current.objections + 1 };
  if (to !== 'consulting') return { fields, more: { basis } };
  const call = consultation(context, `${input.note?.trim() ?? ''}（${basis}）`);
  return { ...call, fields: { ...fields, ...call.fields }, more: { basis } };
}

/** The unit is told how it was decided. */
export function settledObjection({ current, move }: PartContext): PartsPlan {
  const template = move === 'allowObjection' ? 'case.objection-allowed' : 'case.objection-denied';
  return current.unitId ? { tell: [{ template, unitIds: [current.unitId] }] } : {};
}
