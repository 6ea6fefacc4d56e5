import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { CaseQuery } from '#contract/case-filter';
import { type State, stateNames } from '#contract/lifecycle';
import { type Actor, areasFor, helpersFor, unitsFor } from '#kernel/actor';
import { queryTokens } from '#kernel/chinese-words';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Tables } from '../../migrations/tables.ts';

export type CaseFilter = Omit<CaseQuery, 'sort' | 'after' | 'limit'>;
type Builder = ExpressionBuilder<Tables & { c: Tables['cases'] }, 'c'>;

type Conditions = (builder: Builder) => Expression<SqlBool>[];

/** What a filter means, once for the list, the counts, the export and the map. */
export interface ReadyFilter {
  /** A case number was typed: the other filters are left aside. */
  no: string | null;
  where: Conditions;
  /** The same in pieces of which each has an index of its own: a list reads a page of each. */
  branches: Conditions[];
  openOnly: boolean;
  /** Only closed work of a period: it is read in the order of closing, by cases_closed. */
  closedOnly: boolean;
}

const numberShape = /^(?:[A-Za-z]{1,6}-?|\d{6,9}-)\d{6}-?\d{2,6}$/;
/** Cases a text search looks through, newest first; more than anyone pages through. */
const searchMost = 1000;

export async function readyFilter(tx: Tx, actor: Actor, filter: CaseFilter, now: Date): Promise<ReadyFilter> {
  const { district } = actor;
  const helped = await helpedCases(tx, actor);
  const q = filter.q?.trim() ?? '';
  if (numberShape.test(q)) {
    const no = q.toUpperCase().replace(/^([A-Z]+|\d{6,9}(?=-))-?(\d{6})-?(\d+)$/, '$1-$2-$3');
    const byNumber = (b: Builder) => [b('c.no', '=', no)];
    return { no, openOnly: false, closedOnly: false, ...within(actor, helped, byNumber) };
  }
  const found = q ? await searchIds(tx, district, q) : null;
  const areaPath = filter.areaId ? await pathOf(tx, district, filter.areaId) : null;
  const states = statesOf(filter.state);
  return {
    no: null,
    openOnly: filter.view !== undefined && filter.view !== 'all',
    closedOnly: filter.closedFrom !== undefined || filter.closedTo !== undefined,
    ...within(actor, helped, (b) => [
      ...viewConditions(b, filter.view, actor, now),
      ...(found ? [b('c.id', '=', sql<string>`any(${found}::uuid[])`)] : []),
      ...(areaPath ? [under(b, areaPath)] : []),
      ...(states.length > 0 ? [b('c.state', 'in', states)] : []),
      ...columnConditions(b, filter),
      ...closedConditions(b, filter),
    ]),
  };
}

/** Area subtree as a range of the path: served by the (district_id, area_path, …) indexes. */
function under(b: Builder, path: string): Expression<SqlBool> {
  return b.and([b('c.area_path', '>=', path), b('c.area_path', '<', `${path}~`)]);
}

/** The actor's reach said again as conditions, so that the indexes carry it; row security says the same. */
function within(actor: Actor, helped: readonly string[], asked: Conditions): Pick<ReadyFilter, 'where' | 'branches'> {
  const own = reach(actor);
  if (helped.length === 0)
    return { where: (b) => [...asked(b), ...own(b)], branches: [(b) => [...asked(b), ...own(b)]] };
  return {
    where: (b) => [...asked(b), b.or([b.and(own(b)), b('c.id', '=', sql<string>`any(${helped}::uuid[])`)])],
    branches: [(b) => [...asked(b), ...own(b)], (b) => [...asked(b), oneOf(helped)]],
  };
}

/** As rows to begin from: as a list, the planner looks for them along a whole index in the order of time. */
const oneOf = (ids: readonly string[]) => sql<SqlBool>`c.id in (select unnest(${ids}::uuid[]))`;

/** By area and unit. */
function reach(actor: Actor): Conditions {
  if (readsAll(actor)) return () => [];
  const units = unitsFor(actor, 'case.read');
  return (b) => [
    b.or([
      ...areasFor(actor, 'case.read').map((path) => under(b, path)),
      ...(units.length > 0 ? [b('c.unit_id', 'in', units)] : []),
    ]),
  ];
}

/** A path of one code is the whole district: no condition is the best plan. */
function readsAll(actor: Actor): boolean {
  return areasFor(actor, 'case.read').some((path) => path.split('/').filter(Boolean).length === 1);
}

/**
 * Cases in which the actor's units and posts were given tasks, each one's newest thousand: asked for first, so that the
 * listing of those who have none is planned as if there were no tasks. Older ones are found by number and by text.
 */
async function helpedCases(tx: Tx, actor: Actor): Promise<string[]> {
  const helpers = readsAll(actor) ? [] : helpersFor(actor);
  if (helpers.length === 0) return [];
  const newest = (column: 'unit_id' | 'post_id') => sql`
    select t.case_id from unnest(${helpers}::uuid[]) as h (id), lateral (
      select k.case_id from app.case_tasks k
       where k.district_id = ${actor.district} and k.${sql.ref(column)} = h.id order by k.given_at desc limit ${searchMost}) t`;
  const { rows } = await sql<{ id: string }>`
    select case_id as id from (${newest('unit_id')} union ${newest('post_id')}) as tasks`.execute(tx);
  return rows.map(({ id }) => id);
}

function viewConditions(b: Builder, view: CaseFilter['view'], actor: Actor, now: Date): Expression<SqlBool>[] {
  if (view === undefined || view === 'all') return [];
  // Written out, not as a parameter: the partial indexes of open cases are used by generic plans too.
  const open = sql<SqlBool>`c.open`;
  if (view === 'overdue') return [open, b.or([b('c.overdue_since', 'is not', null), b('c.due_at', '<=', now)])];
  if (view === 'near')
    return [open, b('c.overdue_since', 'is', null), b('c.near_at', '<=', now), b('c.due_at', '>', now)];
  if (view === 'mine')
    return [open, b('c.owner_post_id', '=', sql<string>`any(${actor.posts.map((post) => post.id)}::uuid[])`)];
  return [open];
}

function columnConditions(b: Builder, filter: CaseFilter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  const { categoryCode, source, unitId, ownerPostId, level, from, to } = filter;
  // A major class (2 digits) means all its minor ones.
  if (categoryCode)
    conditions.push(
      categoryCode.length === 2
        ? b.and([b('c.category_code', '>=', categoryCode), b('c.category_code', '<', `${categoryCode}~`)])
        : b('c.category_code', '=', categoryCode),
    );
  if (source) conditions.push(b('c.source', '=', source));
  if (unitId) conditions.push(b('c.unit_id', '=', unitId));
  if (ownerPostId) conditions.push(b('c.owner_post_id', '=', ownerPostId));
  if (level) conditions.push(b('c.level', '=', level));
  if (from) conditions.push(b('c.reported_at', '>=', new Date(from)));
  if (to) conditions.push(b('c.reported_at', '<', new Date(to)));
  return conditions;
}

/**
 * The wall's "closed" (insight/definitions.ts): checked, then closed or archived since. Whoever opens a figure of the wall
 * must find as many cases in the list.
 */
function closedConditions(b: Builder, { closedFrom, closedTo, rating }: CaseFilter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  if (closedFrom ?? closedTo)
    conditions.push(sql<SqlBool>`(c.state in ('closed', 'archived') and c.checked_at is not null)`);
  if (closedFrom) conditions.push(b('c.closed_at', '>=', new Date(closedFrom)));
  if (closedTo) conditions.push(b('c.closed_at', '<', new Date(closedTo)));
  if (rating) conditions.push(b('c.rating', '=', rating));
  return conditions;
}

function statesOf(text: string | undefined): State[] {
  const names = (text ?? '').split(',').filter(Boolean);
  const unknown = names.find((name) => !stateNames.includes(name as State));
  if (unknown) refuse('input.invalid', { detail: `state ${unknown.slice(0, 30)}` });
  return names as State[];
}

async function pathOf(tx: Tx, district: number, areaId: string): Promise<string> {
  const area = await tx
    .selectFrom('areas')
    .select('path')
    .where('district_id', '=', district)
    .where('id', '=', areaId)
    .executeTakeFirst();
  return area?.path ?? refuse('area.unknown');
}

/** Three characters and more by trigrams, two by words: trigrams of two characters would read half the table. */
async function searchIds(tx: Tx, district: number, q: string): Promise<string[]> {
  const { words, fragment } = queryTokens(q);
  const { rows } = await sql<{ id: string }>`
    select app.search_cases(${district}, ${words}, ${fragment}, ${searchMost}) as id`.execute(tx);
  return rows.map((row) => row.id);
}
