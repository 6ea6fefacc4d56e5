import type { FlowAction, FlowClock, FlowDocument, FlowGrant, FlowOwner, FlowState } from '#contract/flow-document';
import { isDestinationWord, moves, states } from '#contract/lifecycle';
import { roles } from '#contract/rights';
import { listText, makeI18n, pick, remarkText } from '#web/i18n.ts';
import { limitOf } from '../catalogue/limit-text.ts';
import { wordsText } from '../shell/case-names.ts';
import { t } from './texts.ts';

const owners = makeI18n(
  {
    worker: '微网格员（就近代位）',
    level: '上一级（逐级上升）',
    operator: '指挥室',
    unit: '责任单位',
    checker: '核查员',
    reviewer: '复核岗位',
    kept: '不变',
    none: '无（已办结）',
  },
  {
    worker: 'Worker, else who stands in',
    level: 'Next level up',
    operator: 'Command room',
    unit: 'The unit',
    checker: 'Checker',
    reviewer: 'Reviewer',
    kept: 'As before',
    none: 'Nobody (closed)',
  },
);
export const ownerRules = ['worker', 'level', 'operator', 'unit', 'checker', 'reviewer', 'kept', 'none'] as const;

export function ownerText(owner: FlowOwner): string {
  if (typeof owner === 'string') return owners(owner);
  const { zh, en } = roles[owner.role];
  return owner.level === undefined ? pick(zh, en) : `${pick(zh, en)} · ${owner.level}`;
}

export function clockText(clock: FlowClock): string {
  if (clock === null) return t('clockNone');
  if (clock === 'limit') return t('clockLimit');
  return clock === 'until' ? t('clockUntil') : limitOf(clock.amount, clock.unit);
}

export const engineState = (is: FlowState['is']) => pick(states[is].zh, states[is].en);
export const engineMove = (does: FlowAction['does']) => pick(moves[does].zh, moves[does].en);

/** Where something leads, in words. */
export function targetText(document: FlowDocument, to: string | undefined): string {
  if (to === undefined) return '';
  if (isDestinationWord(to)) return t(to);
  const state = document.states[to];
  return state ? wordsText(state.name) : to;
}

export function onClockText(document: FlowDocument, { onClock }: FlowState): string {
  if (!onClock) return '—';
  const to = targetText(document, onClock.to);
  return to ? `${engineMove(onClock.does)} → ${to}` : engineMove(onClock.does);
}

const reaches = { area: 'reachArea', unit: 'reachUnit', owner: 'reachOwner', task: 'reachTask' } as const;

export function grantText({ role, reach }: FlowGrant): string {
  return remarkText(pick(roles[role].zh, roles[role].en), t(reaches[reach]));
}

export function byText({ by }: Pick<FlowAction, 'by'>): string {
  if (by === 'resident') return t('byResident');
  return by === 'system' ? t('bySystem') : listText(by.map(grantText));
}

export function fromText(document: FlowDocument, { from }: Pick<FlowAction, 'from'>): string {
  return from === 'any' ? t('anyState') : listText(from.map((code) => targetText(document, code)));
}
