import { sql } from 'kysely';
import { sources } from '#contract/cases';
import type { Split } from '#contract/figure-questions';
import { leastPeople } from '#contract/figure-values';
import { type Role, roles } from '#contract/rights';
import type { Actor } from '#kernel/actor';
import type { Tx } from '#kernel/database';
import { childrenOf, type Subtree } from '#modules/insight';

export interface Named {
  value: string;
  name: string;
  areaId: string | null;
  hidden: boolean;
}
type Language = 'zh' | 'en';

const sourceNames: Record<(typeof sources)[number], Record<Language, string>> = {
  resident: { zh: '居民', en: 'Resident' },
  worker: { zh: '网格员', en: 'Worker' },
  operator: { zh: '座席登记', en: 'Operator' },
  hotline: { zh: '12345 热线', en: 'Hotline' },
  platform: { zh: '其他平台', en: 'Other platform' },
};
const none: Record<string, Record<Language, string>> = {
  major: { zh: '未分类', en: 'No category' },
  minor: { zh: '未分类', en: 'No category' },
  unit: { zh: '未派部门（网格自办或待派）', en: 'No unit (handled in the grid, or not dispatched)' },
  role: { zh: '岗位不明', en: 'Post unknown' },
};
const plain = (value: string, name: string): Named => ({ value, name, areaId: null, hidden: false });

/** The rows of a table with their names, in a fixed order; an area without a case is a row too. */
export async function namesOf(
  tx: Tx,
  actor: Actor,
  area: Subtree,
  split: Exclude<Split, 'none'>,
  values: readonly string[],
): Promise<Named[]> {
  const language: Language = actor.locale === 'en' ? 'en' : 'zh';
  const { district } = actor;
  if (split === 'area') return areaNames(tx, district, area, values, language);
  if (split === 'role') return roleNames(tx, district, area, values, language);
  if (split === 'hour') return Array.from({ length: 24 }, (_, hour) => plain(String(hour), `${hour}:00`));
  if (split === 'source') return sources.map((value) => plain(value, sourceNames[value][language]));
  const known =
    split === 'unit' ? await unitNames(tx, district, values) : await classNames(tx, district, values, language);
  const empty = none[split]?.[language] ?? '—';
  return [...values].sort().map((value) => plain(value, value === '' ? empty : (known.get(value) ?? value)));
}

async function areaNames(
  tx: Tx,
  district: number,
  area: Subtree,
  values: readonly string[],
  language: Language,
): Promise<Named[]> {
  const children = await childrenOf(tx, district, area);
  const known = new Set(children.map(({ code }) => code));
  const here = { zh: '直属本级', en: 'At this level' };
  const gone = { zh: '已撤销的区域', en: 'An area that ended' };
  return [
    ...children.map(({ id, code, name }) => ({ value: code, name, areaId: id, hidden: false })),
    ...values
      .filter((value) => !known.has(value))
      .map((value) => plain(value, value === '' ? here[language] : `${gone[language]} ${value}`)),
  ];
}

/**
 * Kinds of post held by fewer than five people. Where all of them together are still fewer, the next smallest kind is
 * hidden too: what is hidden could else be had by taking the shown rows off the whole.
 */
export function hiddenRoles(values: readonly string[], people: ReadonlyMap<string, number>): ReadonlySet<string> {
  const held = (value: string) => people.get(value) ?? 0;
  const named = values.filter(Boolean).toSorted((one, two) => held(one) - held(two) || (one < two ? -1 : 1));
  const few = named.filter((value) => held(value) < leastPeople);
  const together = few.reduce((sum, value) => sum + held(value), 0);
  const next = few.length > 0 && together < leastPeople ? named.slice(few.length, few.length + 1) : [];
  return new Set([...values.filter((value) => held(value) < leastPeople), ...next]);
}

/** By kind of post, never by person; a kind held by fewer than five people here is hidden. */
async function roleNames(
  tx: Tx,
  district: number,
  area: Subtree,
  values: readonly string[],
  language: Language,
): Promise<Named[]> {
  const { rows } = await sql<{ role: string; people: number }>`
    select p.role, count(distinct h.account_id)::int as people
      from app.posts p
      join app.post_holders h on h.district_id = ${district} and h.post_id = p.id and h.to_at is null
      left join app.areas a on a.district_id = ${district} and a.id = p.area_id
     where p.district_id = ${district} and p.ended_at is null
       and (p.area_id is null or (a.path >= ${area.path} and a.path < ${`${area.path}~`}) or ${area.path}::text ^@ a.path)
     group by p.role`.execute(tx);
  const people = new Map(rows.map((row) => [row.role, row.people]));
  const hidden = hiddenRoles(values, people);
  return [...values].sort().map((value) => ({
    ...plain(value, value === '' ? (none.role?.[language] ?? '—') : (roles[value as Role]?.[language] ?? value)),
    hidden: hidden.has(value),
  }));
}

async function unitNames(tx: Tx, district: number, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('units')
    .select(['id', 'name'])
    .where('district_id', '=', district)
    .where('id', '=', sql<string>`any(${ids.filter(Boolean)}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The newest name of each class. */
async function classNames(
  tx: Tx,
  district: number,
  codes: readonly string[],
  language: Language,
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('categories')
    .select(['code', 'name', 'name_en'])
    .where('district_id', '=', district)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .orderBy('version')
    .execute();
  return new Map(rows.map((row) => [row.code, language === 'en' ? row.name_en : row.name]));
}
