import { t } from './texts.ts';

/** Kinds that the screens have a word for; an import may bring others, which are shown as they came. */
export const unitKinds = ['department', 'company', 'team'] as const;

export function unitKindText(kind: string): string {
  const known = unitKinds.find((one) => one === kind);
  return known ? t(known) : kind;
}
