import type { StepMore } from '#contract/case-parts';
import { listText } from '#web/i18n.ts';
import { t } from './texts-parts.ts';

type Reason = 'district' | 'department' | 'level' | 'unclear' | 'returns' | 'overdues';
const reasons: readonly string[] = ['district', 'department', 'level', 'unclear', 'returns', 'overdues'];

/** What it crosses, or why a consultation is due; a name is said as it is. */
export function crossingWords(names: readonly string[]): string {
  return listText(names.map((name) => (reasons.includes(name) ? t(name as Reason) : name)));
}

function callWords({ reached, solved, satisfied }: NonNullable<StepMore['call']>): string[] {
  if (!reached) return [t('unreached')];
  return [solved ? t('solvedYes') : t('solvedNo'), ...(satisfied ? [t('stars', { n: satisfied })] : [])];
}

/** Each thing that a step of a part may say besides its note. */
const said: { [K in keyof StepMore]-?: (value: NonNullable<StepMore[K]>) => string[] } = {
  team: (team) => [team],
  who: (who) => [listText(who)],
  basis: (basis) => [basis],
  crossings: (names) => [crossingWords(names)],
  request: ({ kind, days }) => [`${t(kind)} ${days}`],
  finding: (finding) => [t(finding)],
  call: callWords,
  score: (score) => [String(score)],
  pieces: (titles) => [listText(titles)],
  archiveKind: (kind) => [t(kind)],
  why: (why) => [crossingWords(why)],
};

export function moreWords(more: StepMore | null): string[] {
  return (Object.entries(more ?? {}) as [keyof StepMore, never][]).flatMap(([name, value]) => said[name](value));
}
