import { directWays } from '#contract/check-flow-ways';
import type { FlowClock, FlowDocument, FlowOwner } from '#contract/flow-document';
import { readyFlow } from '#contract/flow-walk';
import { type Move, moves, states } from '#contract/lifecycle';
import { roles } from '#contract/rights';
import { shippedFlows } from './shipped-flows.ts';

/** docs/flows.md, whole: the shipped flows as diagrams and tables, in the words of their places. */
export function drawFlows(): string {
  return [
    '# 随程序提供的五个流程',
    '',
    '由 `node scripts/lifecycle.mjs` 从 `server/modules/flows/shipped/*.json` 生成，有改动未生成时测试不通过。图中不画退回、挂账、并案等旁路，全部动作见表。',
    ...[...shippedFlows.values()].flatMap(drawOne),
    '',
  ].join('\n');
}

function drawOne(document: FlowDocument): string[] {
  return [
    '',
    `## ${document.name.zh}`,
    '',
    document.note,
    '',
    '```mermaid',
    ...diagram(document),
    '```',
    '',
    '| 状态 | 对应 | 责任岗位 | 时限 | 到时 | 居民看到 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.values(document.states).map(
      ({ name, is, owner, clock, onClock, resident }) =>
        `| ${name.zh} | ${states[is].zh} | ${ownerText(owner)} | ${clockText(clock)} | ${onClock ? `${moves[onClock.does].zh}${onClock.to ? `到${document.states[onClock.to]?.name.zh}` : ''}` : '—'} | ${resident.zh} |`,
    ),
    '',
    '| 动作 | 引擎动作 | 从 | 到 | 谁可以 | 另填 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.values(document.actions).map(
      ({ name, does, from, to, by, fields = [] }) =>
        `| ${name.zh} | ${moves[does].zh} | ${from === 'any' ? '所有允许的状态' : from.map((one) => document.states[one]?.name.zh).join('、')} | ${document.states[to]?.name.zh ?? words[to] ?? to} | ${byText(by)} | ${fields.map((field) => field.name.zh).join('、') || '—'} |`,
    ),
  ];
}

const words: Record<string, string> = { same: '不变', origin: '之前的状态', handler: '处置的状态' };
/** Pauses and repairs beside the way of a case. */
const beside: readonly Move[] = ['ask', 'suspend', 'grantTime', 'merge', 'reroute', 'reject', 'reopen'];

function diagram(document: FlowDocument): string[] {
  const flow = readyFlow(document, 0);
  const names = Object.entries(document.states).map(([code, { name }]) => `  state "${name.zh}" as ${code}`);
  const arrows = directWays(flow)
    .filter(({ action }) => !beside.includes(action.does))
    .map(({ from, to, action }) => `  ${from} --> ${to}: ${action.name.zh}`);
  return ['stateDiagram-v2', ...names, `  [*] --> ${document.start}: 上报`, ...new Set(arrows)];
}

const rules: Record<Exclude<FlowOwner, object>, string> = {
  worker: '微网格员',
  level: '上一级',
  operator: '指挥室',
  unit: '责任单位',
  checker: '核查员',
  reviewer: '复核岗位',
  kept: '不变',
  none: '—',
};
const ownerText = (owner: FlowOwner) =>
  typeof owner === 'string'
    ? rules[owner]
    : `${roles[owner.role].zh}${owner.level === undefined ? '' : `（第 ${owner.level} 级）`}`;

const units = { urgentHour: '紧急工作时', workHour: '工作时', workDay: '工作日', naturalDay: '自然日' } as const;

function clockText(clock: FlowClock): string {
  if (clock === null) return '—';
  if (clock === 'limit') return '类别时限';
  return clock === 'until' ? '给定日期' : `${clock.amount} ${units[clock.unit]}`;
}

const reaches = { area: '辖区', unit: '本单位', owner: '责任岗位', task: '有任务的' } as const;

function byText(by: FlowDocument['actions'][string]['by']): string {
  if (by === 'resident') return '居民';
  return by === 'system' ? '系统' : by.map(({ role, reach }) => `${roles[role].zh}（${reaches[reach]}）`).join('、');
}
