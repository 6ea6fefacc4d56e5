import type { AlarmReason, RoutingCondition, RoutingOutcome } from '#contract/routing';
import { labelText, listText } from '#web/i18n.ts';
import { limitOf } from '../catalogue/limit-text.ts';
import { spansText } from '../deadlines/spans.ts';
import { sourceText } from '../shell/case-names.ts';
import { t } from './texts.ts';

/** Names of what rules mention by id or code. */
export interface Names {
  category: (code: string) => string;
  area: (id: string) => string;
  unit: (id: string) => string;
  flow: (code: string) => string;
}

export const weekdayText = (day: string | number): string => {
  const names = [t('day1'), t('day2'), t('day3'), t('day4'), t('day5'), t('day6'), t('day7')];
  return names[Number(day) - 1] ?? String(day);
};
export const dayText = (value: string): string => (value === 'workday' ? t('workday') : t('holiday'));
export const reasonText = (reason: AlarmReason): string => t(reason);

const listed = (values: readonly string[], name: (value: string) => string = (value) => value): string => {
  const shown = listText(values.slice(0, 6).map(name));
  return values.length > 6 ? `${shown}… (${values.length})` : shown;
};

const told: Record<string, (condition: RoutingCondition, names: Names) => string> = {
  category: ({ values }, { category }) => labelText(t('kind_category'), listed(values, category)),
  place: ({ values }, { area }) => labelText(t('kind_place'), listed(values, area)),
  areaClass: ({ values }) => labelText(t('kind_areaClass'), listed(values)),
  source: ({ values }) =>
    labelText(
      t('kind_source'),
      listed(values, (value) => sourceText(value as 'resident')),
    ),
  hours: ({ spans = [] }) => labelText(t('kind_hours'), spansText(spans)),
  weekday: ({ values }) => listed(values, weekdayText),
  day: ({ values }) => listed(values, dayText),
  words: ({ values, match }) => t(match === 'all' ? 'allWords' : 'anyWord', { words: listed(values) }),
  answer: ({ code = '', values }) => t('answerOf', { code, values: listed(values) }),
};

/** One condition in words. */
export const conditionText = (condition: RoutingCondition, names: Names): string =>
  told[condition.kind]?.(condition, names) ?? t('kind_other', { kind: condition.kind });

/** What a rule gives; what it leaves to others is not named. */
export function outcomeText({ flowCode, unitId, limit, level }: RoutingOutcome, names: Names): string {
  const parts = [
    ...(flowCode === null ? [] : [`${t('flow')} ${names.flow(flowCode)}`]),
    ...(unitId === null ? [] : [names.unit(unitId)]),
    ...(limit === null ? [] : [limitOf(limit.amount, limit.unit)]),
    ...(level === null ? [] : [t('levelN', { n: ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'][level - 1] ?? level })]),
  ];
  return parts.length > 0 ? parts.join(' · ') : t('nothingGiven');
}
