import type { Difference, Matter } from '#contract/matters';

const fields = [
  'level',
  'className',
  'name',
  'unitKind',
  'unitName',
  'law',
  'article',
  'limitAmount',
  'limitUnit',
  'closing',
  'checklist',
  'categoryCodes',
] as const satisfies readonly (keyof Matter)[];

const shown = (value: Matter[keyof Matter]): string =>
  Array.isArray(value) ? value.join('；') : value === null ? '' : String(value);

const named = ({ code, name }: Matter) => ({ code, name });

/** What became of a list: by code, field by field, in the order of the codes. */
export function difference(before: readonly Matter[], after: readonly Matter[]): Difference {
  const old = new Map(before.map((matter) => [matter.code, matter]));
  const kept = new Set(after.map(({ code }) => code));
  const changed = after.flatMap((matter) => {
    const was = old.get(matter.code);
    if (!was) return [];
    const differing = fields
      .map((field) => ({ field, before: shown(was[field]), after: shown(matter[field]) }))
      .filter((one) => one.before !== one.after);
    return differing.length > 0 ? [{ ...named(matter), fields: differing }] : [];
  });
  const added = after.filter(({ code }) => !old.has(code)).map(named);
  return {
    added,
    changed,
    removed: before.filter(({ code }) => !kept.has(code)).map(named),
    same: after.length - added.length - changed.length,
  };
}
