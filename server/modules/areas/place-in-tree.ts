import { addFault, type FaultKind, type FaultList, isUnnamed } from './outline-faults.ts';
import type { Outline } from './packed-outlines.ts';
import type { Draft } from './read-features.ts';

/** An area that is already there: a parent, a sibling or an earlier version of what comes. */
export interface StandingArea {
  code: string;
  name: string;
  parentCode: string | null;
  level: number;
  kind: 'residential' | 'dedicated';
  outline: Outline | null;
}
export interface AreaLevel {
  level: number;
  zh: string;
  en: string;
}

export interface Net {
  drafts: Map<string, Draft>;
  /** What stands and is not in the file. */
  standing: Map<string, StandingArea>;
  /** The only area that has no parent: the district itself. */
  root: string | undefined;
}

export function netOf(drafts: readonly Draft[], standing: readonly StandingArea[], faults: FaultList): Net {
  const byCode = new Map<string, Draft>();
  for (const draft of drafts) {
    const other = byCode.get(draft.code);
    if (other) addFault(faults, draft, 'duplicate-code', { other: other.feature });
    else byCode.set(draft.code, draft);
  }
  for (const was of standing) {
    const draft = byCode.get(was.code);
    if (draft) keepParent(draft, was, faults);
  }
  const others = standing.filter(({ code }) => !byCode.has(code));
  const tops = [...others, ...byCode.values()].filter(({ parentCode }) => parentCode === null);
  const root = (tops.find(({ code }) => !isUnnamed(code)) ?? tops[0])?.code;
  return { drafts: byCode, standing: new Map(others.map((area) => [area.code, area])), root };
}

function keepParent(draft: Draft, was: StandingArea, faults: FaultList): void {
  draft.parentCode ??= was.parentCode;
  if (was.parentCode === draft.parentCode) return;
  addFault(faults, draft, 'parent-changed', { value: was.parentCode ?? '' });
}

/** How many levels below the root by its parents; undefined when they lead nowhere. A wrong level is told, no more. */
export function depthOf(net: Net, draft: Draft, levels: readonly AreaLevel[], faults: FaultList): number | undefined {
  const up = climb(net, draft);
  if (typeof up !== 'number') {
    addFault(faults, draft, up, { value: draft.parentCode ?? '' });
    return undefined;
  }
  const level = levels.find((one) => one.level === up);
  if (!level) {
    addFault(faults, draft, 'too-deep');
    return up;
  }
  const asked = draft.level === null ? level : namedLevel(levels, draft.level);
  if (!asked) addFault(faults, draft, 'unknown-level', { value: draft.level ?? '' });
  else if (asked !== level) {
    const parent = levels.find((one) => one.level === up - 1);
    addFault(faults, draft, 'wrong-level', { value: asked.zh, parent: parent?.zh ?? '' });
  }
  return up;
}

function namedLevel(levels: readonly AreaLevel[], name: string): AreaLevel | undefined {
  return levels.find((one) => one.zh === name || one.en === name || String(one.level) === name);
}

/** The depth of a draft by the way up to something that stands, or what is wrong on that way. */
function climb(net: Net, draft: Draft): number | FaultKind {
  let at: Draft = draft;
  for (let steps = 1; steps <= 20; steps++) {
    if (at.parentCode === null) return at.code === net.root ? steps - 1 : 'no-parent';
    const stands = net.standing.get(at.parentCode);
    if (stands) return stands.level + steps;
    const above = net.drafts.get(at.parentCode);
    if (!above) return 'unknown-parent';
    at = above;
  }
  return 'parent-circle';
}
