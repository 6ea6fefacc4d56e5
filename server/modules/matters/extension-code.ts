import type { StandardCode, StandardRef } from '#contract/standard-codes';

/** Extensions are of the newer standard: minor classes 080 to 999, given out downwards. */
const extended = 'GB/T 47678.5-2026';
const [highest, lowest] = [999, 80];
const suffix = '（自定义）';

type Known = Omit<StandardCode, 'categories'>;

/** Is it a code that the standard leaves to the places? */
export const isExtension = ({ standard, code }: Pick<StandardRef, 'standard' | 'code'>): boolean =>
  standard === extended && Number(code.slice(2)) >= lowest;

/** The next free code below the last one given out in a major class; null where none is left or there is no such class. */
export function nextExtension(
  codes: readonly Known[],
  { kind, major, name }: { kind: StandardRef['kind']; major: string; name: string },
): Known | null {
  const ofMajor = codes.filter((one) => one.standard === extended && one.kind === kind && one.code.startsWith(major));
  const [sibling] = ofMajor;
  if (!sibling) return null;
  const taken = new Set(ofMajor.map(({ code }) => Number(code.slice(2))));
  let minor = highest;
  while (taken.has(minor)) minor -= 1;
  if (minor < lowest) return null;
  const plain = name.trim().replace(/（自定义）$/, '');
  return {
    ...{ standard: extended, kind, extension: true, majorName: sibling.majorName },
    code: `${major}${String(minor).padStart(3, '0')}`,
    name: `${plain}${suffix}`,
  };
}
