import type { StateRule } from './lifecycle-states.ts';

const hour = 60;
const day = 24 * hour;

/** States of the parts of handling that every flow can use (docs/decisions/0029-one-table-of-tasks.md). */
export const partStates = {
  verifying: {
    zh: '核实中',
    en: 'Being verified',
    stage: 'triage',
    kind: 'open',
    owner: 'worker',
    clock: 2 * hour,
    onClock: 'remind',
    resident: { zh: '微网格员正在现场核实', en: 'Your micro-grid worker is verifying it on site' },
  },
  verified: {
    zh: '已核实',
    en: 'Verified',
    stage: 'triage',
    kind: 'open',
    owner: 'operator',
    clock: hour,
    onClock: 'remind',
    resident: {
      zh: '已到现场核实，指挥室正在安排',
      en: 'Verified on site; the command room is arranging what follows',
    },
  },
  objected: {
    zh: '派单有异议',
    en: 'Dispatch objected to',
    stage: 'triage',
    kind: 'open',
    owner: 'operator',
    clock: 4 * hour,
    onClock: 'remind',
    resident: { zh: '指挥室正在确定承办部门', en: 'The command room is settling which department handles it' },
  },
  consulting: {
    zh: '会商中',
    en: 'In consultation',
    stage: 'triage',
    kind: 'open',
    owner: 'operator',
    clock: 'until',
    onClock: 'remind',
    resident: { zh: '几个部门正在一起会商', en: 'Several departments are conferring about it' },
  },
  deferred: {
    zh: '缓办',
    en: 'Deferred',
    stage: 'handle',
    kind: 'waiting',
    owner: 'kept',
    clock: 'until',
    onClock: 'wake',
    resident: { zh: '经批准缓办，到期自动恢复', en: 'Deferred with approval; it resumes by itself on the date given' },
  },
  divided: {
    zh: '分件办理',
    en: 'Handled in parts',
    stage: 'handle',
    kind: 'open',
    owner: 'operator',
    clock: 7 * day,
    onClock: 'remind',
    resident: {
      zh: '已分成几件同时办理，全部办好后一并告诉您',
      en: 'Handled in parts; you hear of it when all are done',
    },
  },
} as const satisfies Record<string, StateRule>;
