import { checkActions } from './check-flow-actions.ts';
import { checkStates, stateIn } from './check-flow-states.ts';
import { checkWays } from './check-flow-ways.ts';
import type { FlowDocument } from './flow-document.ts';
import { mostActions, mostStates, placeWords } from './flow-limits.ts';

/** What is wrong, where in the document (a JSON pointer), and how to mend it. */
export interface FlowFault {
  path: string;
  zh: string;
  en: string;
}

/** Every fault of a document of the right shape; none: it can be put in force. Pure, the same at the desk and on the server. */
export function checkFlow(document: FlowDocument): FlowFault[] {
  const first = checkFrame(document);
  if (first.length > 0) return first;
  const faults = [...checkStates(document), ...checkActions(document)];
  // Ways are followed only where every arrow leads somewhere.
  return faults.length > 0 ? faults : checkWays(document);
}

function checkFrame({ start, states, actions }: FlowDocument): FlowFault[] {
  const faults: FlowFault[] = [];
  const codes = Object.keys(states);
  if (codes.length > mostStates || Object.keys(actions).length > mostActions)
    faults.push({
      path: '',
      zh: `流程太大：最多 ${mostStates} 个状态、${mostActions} 个动作，请拆分或合并`,
      en: `the flow is too large: at most ${mostStates} states and ${mostActions} actions; merge some`,
    });
  const first = stateIn({ states }, start);
  if (!first)
    faults.push({
      path: '/start',
      zh: `没有起始状态「${start}」，请从已有状态中选一个`,
      en: `there is no state “${start}” to start in; choose one of the states`,
    });
  else if (first.is !== 'reported')
    faults.push({
      path: '/start',
      zh: `起始状态「${first.name.zh}」须对应引擎状态「待受理」（reported）`,
      en: `the state to start in, “${first.name.en}”, must count as “reported”`,
    });
  for (const word of placeWords)
    if (states[word])
      faults.push({
        path: `/states/${word}`,
        zh: `「${word}」是保留字，请换一个代码`,
        en: `“${word}” is a word with a meaning of its own; choose another code`,
      });
  return faults;
}
