import { readFileSync } from 'node:fs';
import { type Matter, type MatterKind, matterKindNames } from '#contract/matters';
import { standards } from '#contract/standard-codes';
import { readCsv } from '#modules/catalogue';
import { readCodesCsv } from './read-standard-codes.ts';
import type { NewCode } from './standard-code-rows.ts';

/** Letters at the head of the codes, and the file: one line a group of items that share everything but their names. */
const files: Record<MatterKind, { head: string; file: string }> = {
  jointEnforcement: { head: 'LD', file: 'joint-enforcement' },
  community: { head: 'SQ', file: 'community' },
  patrol: { head: 'XC', file: 'patrol' },
  penalty: { head: 'CF', file: 'penalty' },
  duty: { head: 'QZ', file: 'duty' },
};
const unitKinds: Record<string, Matter['unitKind']> = { d: 'department', s: 'special', t: 'town', c: 'community' };
const limitUnits: Record<string, Matter['limitUnit']> = {
  uh: 'urgentHour',
  wh: 'workHour',
  wd: 'workDay',
  nd: 'naturalDay',
};

const read = (file: string): string => readFileSync(new URL(`./standard/${file}.csv`, import.meta.url), 'utf8');
const pieces = (cell: string): string[] => cell.split('；').filter(Boolean);
const two = (n: number): string => String(n).padStart(2, '0');

interface Group extends Omit<Matter, 'code' | 'name'> {
  names: string[];
}

function toGroup([className = '', level = '', unitKind = '', unitName = '', ...rest]: readonly string[]): Group {
  const [law = '', article = '', limit = '', categories = '', closing = '', checklist = '', names = ''] = rest;
  const [, amount, unit] = /^(\d+)(\w+)$/.exec(limit) ?? [];
  return {
    // The files are ours and tested: what is in them is one of the contract's words.
    level: (level || null) as Matter['level'],
    ...{ className, unitName, law, article, closing },
    unitKind: unitKinds[unitKind] ?? 'department',
    limitAmount: amount ? Number(amount) : null,
    limitUnit: limitUnits[unit ?? ''] ?? null,
    categoryCodes: pieces(categories),
    checklist: pieces(checklist),
    names: pieces(names),
  };
}

/** Our own list of a kind, at the size of the reports: codes by class and place in it, XC-03-07. */
export function standardList(kind: MatterKind): Matter[] {
  const { head, file } = files[kind];
  const classes = new Map<string, { number: number; items: number }>();
  const groups = readCsv(read(file))
    .rows.slice(1)
    .map(({ cells }) => toGroup(cells));
  return groups.flatMap(({ names, ...group }) => {
    const key = `${group.level}${group.className}`;
    const place = classes.get(key) ?? { number: classes.size + 1, items: 0 };
    classes.set(key, place);
    return names.map((name) => {
      place.items += 1;
      return { ...group, code: `${head}-${two(place.number)}-${two(place.items)}`, name };
    });
  });
}

export const standardLists = (): [MatterKind, Matter[]][] => matterKindNames.map((kind) => [kind, standardList(kind)]);

/** The codes of both national standards. */
export function nationalCodes(): NewCode[] {
  const [older, newer] = standards;
  return [...readCodesCsv(read('gbt30428.2-2013'), older).codes, ...readCodesCsv(read('gbt47678.5-2026'), newer).codes];
}
