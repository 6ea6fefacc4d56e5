import { coreDocument } from '#contract/core-flow';
import type { FlowDocument } from '#contract/flow-document';

/** A flow of its own: the common one under other names, where the whistle goes by two graded steps. */
export function gradedFlow(code = 'graded'): FlowDocument {
  const core = coreDocument();
  const { whistled, ...states } = core.states;
  if (!whistled) throw new Error('The common flow has no whistle.');
  const level = (zh: string, en: string, role: 'gridLeader' | 'communityStaff', to: string) => ({
    ...whistled,
    name: { zh, en },
    owner: { role },
    clock: { amount: 30, unit: 'urgentHour' as const },
    onClock: { does: 'escalate' as const, to },
  });
  const renamed = Object.fromEntries(
    Object.entries(core.actions).map(([name, action]) => [
      name,
      {
        ...action,
        from:
          action.from === 'any'
            ? action.from
            : action.from.flatMap((from) => (from === 'whistled' ? ['grid', 'community', 'room'] : [from])),
      },
    ]),
  );
  const { whistle, escalate, ...actions } = renamed;
  if (!whistle || !escalate) throw new Error('The common flow has no whistle.');
  return {
    ...core,
    code,
    name: { zh: '分级流程', en: 'Graded flow' },
    states: {
      ...states,
      reported: onClockTo(states.reported, 'grid'),
      accepted: onClockTo(states.accepted, 'grid'),
      onSite: onClockTo(states.onSite, 'grid'),
      grid: level('网格协调', 'With the grid', 'gridLeader', 'community'),
      community: level('社区协调', 'With the community', 'communityStaff', 'room'),
      room: {
        ...whistled,
        name: { zh: '指挥室研判', en: 'Command room' },
        owner: 'operator',
        onClock: { does: 'remind' },
      },
    },
    actions: {
      ...actions,
      toGrid: {
        ...whistle,
        name: { zh: '吹哨到网格', en: 'Whistle to the grid' },
        from: ['reported', 'accepted', 'onSite'],
        to: 'grid',
      },
      toCommunity: {
        ...whistle,
        name: { zh: '上报社区', en: 'To the community' },
        from: ['grid'],
        to: 'community',
        fields: [
          {
            code: 'reason',
            name: { zh: '上报原因', en: 'Reason' },
            kind: 'choice',
            options: [
              { code: 'power', name: { zh: '超出权限', en: 'Beyond our power' } },
              { code: 'money', name: { zh: '需要经费', en: 'Needs money' } },
            ],
            required: true,
          },
        ],
      },
      toRoom: { ...whistle, name: { zh: '上报指挥室', en: 'To the command room' }, from: ['community'], to: 'room' },
    },
  };
}

function onClockTo(state: FlowDocument['states'][string] | undefined, to: string): FlowDocument['states'][string] {
  if (!state?.onClock) throw new Error('The state has no clock.');
  return { ...state, onClock: { ...state.onClock, to } };
}
