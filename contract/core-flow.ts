import type { FlowAction, FlowClock, FlowDocument, FlowGrant, FlowState } from './flow-document.ts';
import { contestDays, isDestinationWord, type MoveRule, moves, type StateRule, states } from './lifecycle.ts';
import { type Right, roleNames, roleRights } from './rights.ts';

/** Cases without a flow of their own go by this one; it comes with the program and has no versions. */
export const coreFlowCode = 'gezhi';

/** The share that somebody else checks on site where a flow says nothing else. */
export const coreLowRiskSample = 0.2;

/** The life cycle of contract/lifecycle.ts, its rights and clocks, as a document like any other. */
export function coreDocument(): FlowDocument {
  return {
    code: coreFlowCode,
    name: { zh: '通用流程', en: 'Common flow' },
    note: '随程序提供的流程：受理、派遣、处置、核查、评价、归档。',
    start: 'reported',
    states: Object.fromEntries(Object.entries(states).map(([code, rule]) => [code, stateOf(code, rule)])),
    actions: Object.fromEntries(Object.entries(moves).map(([code, rule]) => [code, actionOf(code, rule)])),
    settings: { contestDays, lowRiskSample: coreLowRiskSample },
  };
}

function stateOf(code: string, { zh, en, resident, owner, clock, onClock }: StateRule): FlowState {
  const to = onClock && (moves[onClock] as MoveRule).to;
  const leads = to && !isDestinationWord(to);
  return {
    name: { zh, en },
    resident,
    is: code as FlowState['is'],
    owner,
    clock: clockOf(clock),
    onClock: onClock && { does: onClock, ...(leads ? { to } : {}) },
  };
}

/** Minutes run always. */
function clockOf(clock: StateRule['clock']): FlowClock {
  return typeof clock === 'number' ? { amount: clock / 60, unit: 'urgentHour' } : clock;
}

function actionOf(code: string, { zh, en, from, to, by, needs, note, undoable }: MoveRule): FlowAction {
  return {
    does: code as FlowAction['does'],
    name: { zh, en },
    from: [...from],
    to,
    by: by === 'resident' || by === 'system' ? by : grantsOf(by),
    ...(needs.length > 0 ? { needs: [...needs] } : {}),
    note,
    ...(undoable ? { undoable } : {}),
  };
}

function grantsOf(right: Right): FlowGrant[] {
  return roleNames.flatMap((role) => {
    const reach = roleRights[role][right];
    return reach ? [{ role, reach }] : [];
  });
}
