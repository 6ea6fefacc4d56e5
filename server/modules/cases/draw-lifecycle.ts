import { type MoveRule, moves, type State, type StateRule, stateNames, states } from '#contract/lifecycle';
import { type Right, rights, roleNames, roleRights, roles } from '#contract/rights';

/** docs/lifecycle.md, whole: the diagram and the tables that the server itself decides by. */
export function drawLifecycle(): string {
  return [
    '# The life cycle of a case',
    '',
    'Generated from `contract/lifecycle.ts` and `contract/rights.ts` by `node scripts/lifecycle.mjs`; a test fails on drift.',
    '',
    '```mermaid',
    diagram(),
    '```',
    '',
    '## States',
    '',
    '| State | 中文 | Stage | Counts as | Accountable | Clock | At its end |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...stateNames.map(stateRow),
    '',
    '## Moves',
    '',
    '| Move | 中文 | From | To | By | Needs | The resident reads the note |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries(moves).map(([name, rule]) => moveRow(name, rule)),
    '',
    '## Which post brings which right',
    '',
    'area: inside the post’s area; unit: cases of the post’s unit; owner: cases the post is accountable for.',
    '',
    `| Right | ${roleNames.map((role) => roles[role].en).join(' | ')} |`,
    `| --- |${roleNames.map(() => ' --- |').join('')}`,
    ...rights.map(rightRow),
    '',
  ].join('\n');
}

/** Moves that change the state, each arrow once; the rest is in the table. */
function diagram(): string {
  const lines = ['stateDiagram-v2', '  [*] --> reported: report 上报'];
  for (const [name, rule] of Object.entries(moves) as [string, MoveRule][]) {
    if (rule.to === 'same' || name === 'undo') continue;
    for (const from of rule.from) lines.push(`  ${from} --> ${rule.to}: ${name} ${rule.zh}`);
  }
  lines.push('  archived --> [*]', '  state "(state before)" as origin', '  state "(whoever handled it)" as handler');
  return lines.join('\n');
}

function stateRow(name: State): string {
  const rule: StateRule = states[name];
  return `| ${name} | ${rule.zh} | ${rule.stage} | ${rule.kind} | ${rule.owner} | ${clockText(rule)} | ${rule.onClock ?? '—'} |`;
}

function clockText({ clock }: StateRule): string {
  if (clock === null) return 'final';
  if (clock === 'limit') return 'the category’s limit';
  if (clock === 'until') return 'the date given';
  return clock % 1440 === 0 ? `${clock / 1440} d` : `${clock / 60} h`;
}

function moveRow(name: string, rule: MoveRule): string {
  const by = rule.by === 'resident' || rule.by === 'system' ? rule.by : `\`${rule.by}\``;
  return `| ${name} | ${rule.zh} | ${rule.from.join(', ')} | ${rule.to} | ${by} | ${rule.needs.join(', ') || '—'} | ${rule.note === 'public' ? 'yes' : 'no'} |`;
}

function rightRow(right: Right): string {
  return `| \`${right}\` | ${roleNames.map((role) => roleRights[role][right] ?? '').join(' | ')} |`;
}
