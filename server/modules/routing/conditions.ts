import type { RoutingCondition } from '#contract/routing';

/** A case as the rules see it. */
export interface RoutingFacts {
  /** The minor class and the major one above it; [] where nobody classified it. */
  categories: readonly string[];
  /** Codes from the root, each ended by a slash. */
  areaPath: string;
  areaClass: string | null;
  source: string;
  /** Title and text, in lower case. */
  text: string;
  answers: readonly { code: string; answer: string }[];
  /** Shanghai: minutes since midnight, Monday = 1, and whether the district works that day. */
  minute: number;
  weekday: number;
  workday: boolean;
}

export type Test = (facts: RoutingFacts) => boolean;

/** What the codes and ids of a rule stand for today. */
export interface Ground {
  paths: ReadonlyMap<string, string>;
  parents: ReadonlyMap<string, string | null>;
}

type Compile = (condition: RoutingCondition, ground: Ground) => Test;

const compilers: Record<string, Compile> = {
  category: ({ values }) => {
    const wanted = new Set(values);
    return ({ categories }) => categories.some((code) => wanted.has(code));
  },
  place: ({ values }, { paths }) => {
    const prefixes = pathsOf(values, paths);
    return ({ areaPath }) => prefixes.some((path) => areaPath.startsWith(path));
  },
  areaClass: ({ values }) => {
    return ({ areaClass }) => areaClass !== null && values.includes(areaClass);
  },
  source: ({ values }) => {
    return ({ source }) => values.includes(source);
  },
  hours: ({ spans = [] }) => {
    return ({ minute }) => spans.some(({ from, to }) => minute >= from && minute < to);
  },
  weekday: ({ values }) => {
    return ({ weekday }) => values.includes(String(weekday));
  },
  day: ({ values }) => {
    return ({ workday }) => values.includes(workday ? 'workday' : 'holiday');
  },
  words: ({ values, match }) => {
    const words = values.map(lower);
    return match === 'all'
      ? ({ text }) => words.every((word) => text.includes(word))
      : ({ text }) => words.some((word) => text.includes(word));
  },
  answer: ({ values, code = '' }) => {
    const wanted = new Set(values.map(lower));
    return ({ answers }) => answers.some((one) => one.code === code && wanted.has(lower(one.answer)));
  },
};

/** A condition that nothing knows never holds: a rule written by a newer version does not run here. */
export const compileCondition: Compile = (condition, ground) =>
  compilers[condition.kind]?.(condition, ground) ?? (() => false);

export function pathsOf(ids: readonly string[], paths: ReadonlyMap<string, string>): string[] {
  return ids.flatMap((id) => paths.get(id) ?? []);
}

export const lower = (text: string): string => text.trim().toLowerCase();

/** Does every case of which `narrow` holds also meet `wide`? Only what can be said without a case. */
export function implies(narrow: RoutingCondition, wide: RoutingCondition, ground: Ground): boolean {
  if (narrow.kind !== wide.kind) return false;
  return coverers[wide.kind]?.(narrow, wide, ground) ?? false;
}

type Cover = (narrow: RoutingCondition, wide: RoutingCondition, ground: Ground) => boolean;
const subset: Cover = (narrow, wide) => narrow.values.every((value) => wide.values.includes(value));

const coverers: Record<string, Cover> = {
  category: (narrow, wide, { parents }) =>
    narrow.values.every((code) => wide.values.includes(code) || wide.values.includes(parents.get(code) ?? '')),
  place: (narrow, wide, { paths }) => {
    const prefixes = pathsOf(wide.values, paths);
    const inside = pathsOf(narrow.values, paths);
    return inside.length > 0 && inside.every((path) => prefixes.some((prefix) => path.startsWith(prefix)));
  },
  areaClass: subset,
  source: subset,
  weekday: subset,
  day: subset,
  hours: (narrow, wide) =>
    (narrow.spans ?? []).every((span) => (wide.spans ?? []).some(({ from, to }) => from <= span.from && to >= span.to)),
  words: wordsCover,
  answer: (narrow, wide, ground) => narrow.code === wide.code && subset(narrow, wide, ground),
};

/** A text with the word 路灯不亮 has the word 路灯 too. */
function wordsCover(narrow: RoutingCondition, wide: RoutingCondition): boolean {
  const [given, wanted] = [narrow.values.map(lower), wide.values.map(lower)];
  const sure = narrow.match === 'all' || given.length === 1;
  if (wide.match === 'all') return wanted.every((word) => sure && given.some((one) => one.includes(word)));
  const meets = (one: string) => wanted.some((word) => one.includes(word));
  return narrow.match === 'all' ? given.some(meets) : given.every(meets);
}
