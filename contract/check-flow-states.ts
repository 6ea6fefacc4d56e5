import type { FlowFault } from './check-flow.ts';
import type { FlowClock, FlowDocument, FlowState } from './flow-document.ts';
import { isDestinationWord, type MoveRule, moves, type StateRule, states } from './lifecycle.ts';

/** Each state by itself: its owner, its clock, and what happens at the clock's end. */
export function checkStates(document: FlowDocument): FlowFault[] {
  return Object.entries(document.states).flatMap(([code, state]) =>
    [
      ownerFault(state, code === document.start),
      clockFault(state),
      ...(state.clock === null ? [] : onClockFaults(document, code, state)),
    ].flatMap((fault) => (fault ? [{ ...fault, path: `/states/${code}${fault.path}` }] : [])),
  );
}

function ownerFault(state: FlowState, isStart: boolean): FlowFault | null {
  const { owner, is } = state;
  const { kind } = states[is];
  const open = kind === 'open' || kind === 'waiting';
  const path = '/owner';
  if (open && owner === 'none')
    return {
      path,
      zh: '办理中的状态必须有责任岗位，请选择',
      en: 'an open state must have an accountable post; choose one',
    };
  if (!open && owner !== 'none')
    return {
      path,
      zh: '已办结的状态没有责任岗位，请改为「无」',
      en: 'a closed state has no accountable post; set it to “none”',
    };
  const role = typeof owner === 'string' ? null : owner.role;
  const fromStart =
    owner === 'worker' ||
    owner === 'operator' ||
    (role && !['departmentHandler', 'checker', 'supervisor'].includes(role));
  if (isStart && !fromStart)
    return {
      path,
      zh: '起始状态的责任岗位须为微网格员、网格长、社区或指挥室',
      en: 'a case starts with a worker, grid leader, community or command room; choose one of them',
    };
  return null;
}

function clockFault({ clock, is }: FlowState): FlowFault | null {
  const { kind, clock: ofEngine } = states[is];
  const path = '/clock';
  if (clock === null)
    return kind === 'open' || kind === 'waiting'
      ? {
          path,
          zh: '缺少时限：办理中的状态都要有时限，请填写',
          en: 'the time limit is missing: every open state needs one',
        }
      : null;
  if (clock === 'until' && ofEngine !== 'until')
    return {
      path,
      zh: '只有挂账类状态能以给定日期为限，请改为时长',
      en: 'only a suspended state can end on a given date; give an amount',
    };
  return typeof clock === 'string' ? null : amountFault(clock);
}

function amountFault({ amount, unit }: Extract<FlowClock, object>): FlowFault | null {
  const path = '/clock/amount';
  if (amount <= 0) return { path, zh: '时限为零：请填写大于零的时长', en: 'a time limit of zero; give more than zero' };
  const days = unit === 'workDay' || unit === 'naturalDay';
  if (days && !Number.isInteger(amount))
    return { path, zh: '按天计的时限须为整数，或改用小时', en: 'days are whole; use hours for less' };
  return null;
}

function onClockFaults(document: FlowDocument, code: string, state: FlowState): FlowFault[] {
  const { onClock, is } = state;
  const path = '/onClock';
  if (!onClock)
    return [
      {
        path,
        zh: '缺少到时动作：请选择时限到了怎么办',
        en: 'nothing happens when the clock runs out; choose what does',
      },
    ];
  const rule: MoveRule = moves[onClock.does];
  const faults: FlowFault[] = [];
  if (!rule.from.includes(is))
    faults.push({
      path: `${path}/does`,
      zh: `「${states[is].zh}」类状态到时不能「${rule.zh}」，请另选`,
      en: `a state that counts as “${states[is].en}” cannot do “${rule.en}” at its end; choose another`,
    });
  const fault = targetFault(document, onClock.to, rule);
  if (fault) faults.push({ ...fault, path: `${path}/to` });
  if (onClock.does === 'escalate' && onClock.to === code && state.owner !== 'level')
    faults.push({
      path: `${path}/to`,
      zh: '到时上呈回到原状态，责任岗位不会逐级上升：请把责任岗位改为「上一级」，或上呈到另一状态',
      en: 'escalating into itself makes no progress; let the owner be “next level up”, or lead to another state',
    });
  return faults;
}

/** A state by its code; `constructor` and the like, which every object has, are none. */
export const stateIn = ({ states: own }: Pick<FlowDocument, 'states'>, code: string): FlowState | undefined =>
  Object.hasOwn(own, code) ? own[code] : undefined;

/** Does `to` suit where the engine's move leads? */
export function targetFault(
  document: FlowDocument,
  to: string | undefined,
  rule: MoveRule,
): Omit<FlowFault, 'path'> | null {
  const { zh, en, to: leads } = rule;
  if (isDestinationWord(leads))
    return to === undefined || to === leads
      ? null
      : { zh: `「${zh}」的去向只能是 ${leads}，请改正`, en: `“${en}” leads to ${leads} only; correct it` };
  const needed = states[leads];
  if (to === undefined)
    return {
      zh: `缺少去向：请选一个对应「${needed.zh}」的状态`,
      en: `it leads nowhere; choose a state that counts as “${needed.en}”`,
    };
  const target = stateIn(document, to);
  if (!target)
    return {
      zh: `去向「${to}」不存在，请选一个已有的状态`,
      en: `there is no state “${to}” to lead to; choose one of the states`,
    };
  return target.is === leads ? null : wrongTarget(rule, needed, target);
}

function wrongTarget({ zh, en }: MoveRule, needed: StateRule, target: FlowState): Omit<FlowFault, 'path'> {
  const counts = states[target.is];
  return {
    zh: `「${zh}」只能到对应「${needed.zh}」的状态，「${target.name.zh}」对应的是「${counts.zh}」，请另选`,
    en: `“${en}” leads to states that count as “${needed.en}”; “${target.name.en}” counts as “${counts.en}”; choose another`,
  };
}
