import { type SqlBool, sql } from 'kysely';
import type { State } from '#contract/lifecycle';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict } from '#kernel/database';
import { type StateRow, type StateWords, stateNamer } from '#modules/flows';

export interface PublicCaseAsk {
  district: number;
  /** These numbers and nothing else; then the rest of the question is left aside. */
  nos?: readonly string[];
  /** Classes; null among them means cases that have none yet. */
  categories?: readonly (string | null)[];
  open?: boolean;
  reportedFrom?: Date;
  reportedTo?: Date;
  /** By `changedAt`; asked for either of them, the newest change comes first. */
  changedAfter?: Date;
  changedBefore?: Date;
  /**
   * Around a point, open cases only (cases_place has no others). Measured from the place rounded to three decimals: asking
   * around tells no more than the answer does.
   */
  near?: { lon: number; lat: number; metres: number };
  limit: number;
  offset: number;
}

/** What strangers may be told of a case, after whoever shows it has rounded and masked it. No word of who reported it. */
export interface PublicCase {
  id: string;
  no: string;
  title: string;
  state: State;
  /** In the words of the case's own flow. */
  stateWords: StateWords;
  open: boolean;
  categoryCode: string | null;
  categoryName: string | null;
  areaPath: string;
  addressId: string | null;
  lon: number | null;
  lat: number | null;
  reportedAt: Date;
  /** The present state was entered; of what has ended, when it was closed. */
  changedAt: Date;
  totalDueAt: Date | null;
  unitName: string | null;
}

/** As the index cases_changed has it. */
const changedAt = sql<Date>`(case when c.open or c.closed_at is null then c.state_since else c.closed_at end)`;

/** One page of a district's cases, for partners and open data: by cases_no, cases_newest, cases_category or cases_changed. */
export function listPublicCases(database: Database, ask: PublicCaseAsk): Promise<PublicCase[]> {
  const { district } = ask;
  const byChange = ask.changedAfter !== undefined || ask.changedBefore !== undefined;
  const order = byChange && !ask.nos ? changedAt : sql`c.reported_at`;
  return inDistrict(database.app, systemScope(district), async (tx) => {
    const { rows } = await sql<Omit<PublicCase, 'stateWords'> & StateRow & { state: State }>`
      select c.id, c.no, c.title, c.state, c.flow_code, c.flow_version, c.flow_state, c.open, c.category_code as "categoryCode", c.category_name as "categoryName",
             c.area_path as "areaPath", c.address_id as "addressId", c.lon, c.lat, c.reported_at as "reportedAt",
             ${changedAt} as "changedAt", c.total_due_at as "totalDueAt", u.name as "unitName"
        from app.cases c
        left join app.units u on u.district_id = ${district} and u.id = c.unit_id
       where c.district_id = ${district} and ${sql.join(conditions(ask), sql` and `)}
       order by ${order} desc, c.id desc
       limit ${ask.limit} offset ${ask.offset}`.execute(tx);
    const wordsOf = await stateNamer({ database }, district, rows);
    return rows.map(({ flow_code, flow_version, flow_state, ...row }) => ({
      ...row,
      stateWords: wordsOf({ state: row.state, flow_code, flow_version, flow_state }),
    }));
  });
}

function conditions(ask: PublicCaseAsk) {
  if (ask.nos) return [sql<SqlBool>`c.no = any(${[...ask.nos]}::text[])`];
  const { reportedFrom, reportedTo, changedAfter, changedBefore, open } = ask;
  return [
    sql<SqlBool>`true`,
    ...(ask.categories ? [ofCategories(ask.categories)] : []),
    // Written out, not as a parameter: the partial indexes of open cases are used by generic plans too.
    ...(open === undefined ? [] : [open ? sql<SqlBool>`c.open` : sql<SqlBool>`not c.open`]),
    ...(reportedFrom ? [sql<SqlBool>`c.reported_at >= ${reportedFrom}`] : []),
    ...(reportedTo ? [sql<SqlBool>`c.reported_at <= ${reportedTo}`] : []),
    ...(changedAfter ? [sql<SqlBool>`${changedAt} >= ${changedAfter}`] : []),
    ...(changedBefore ? [sql<SqlBool>`${changedAt} <= ${changedBefore}`] : []),
    ...(ask.near ? [around(ask.near)] : []),
  ];
}

function ofCategories(categories: readonly (string | null)[]) {
  const codes = categories.filter((code) => code !== null);
  const named = sql<SqlBool>`c.category_code = any(${codes}::text[])`;
  return categories.includes(null) ? sql<SqlBool>`(${named} or c.category_code is null)` : named;
}

const metresPerDegree = 111_320;
/** How far rounding to three decimals can move a place, and a little more. */
const rounding = 0.0006;

function around({ lon, lat, metres }: { lon: number; lat: number; metres: number }) {
  const east = metresPerDegree * Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const [dy, dx] = [metres / metresPerDegree + rounding, metres / east + rounding];
  return sql<SqlBool>`c.open and c.lat between ${lat - dy} and ${lat + dy} and c.lon between ${lon - dx} and ${lon + dx}
    and power((round(c.lat::numeric, 3)::float8 - ${lat}) * ${metresPerDegree}, 2)
      + power((round(c.lon::numeric, 3)::float8 - ${lon}) * ${east}, 2) <= ${metres * metres}`;
}

/** Notes of members of staff that the reporter reads; the last one of each case says how it stands or how it ended. */
const telling = ['settle', 'handle', 'uphold', 'reject', 'tell', 'ask', 'reopen', 'suspend'];
/** Row security reads its list of opened cases for every row: many short lists are read faster than one long one. */
const chunk = 50;

/** The last such note of each of these cases that has one. */
export async function lastPublicNotes(
  { app }: Database,
  district: number,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  for (let from = 0; from < ids.length; from += chunk) {
    const cases = ids.slice(from, from + chunk);
    const rows = await inDistrict(app, { district, areas: [], units: [], cases }, async (tx) => {
      const found = await sql<{ id: string; note: string }>`
        select distinct on (s.case_id) s.case_id as id, s.note
          from app.case_steps s
         where s.district_id = ${district} and s.case_id = any(${cases}::uuid[]) and s.move = any(${telling}::text[])
           and not s.internal and s.actor_kind = 'staff' and s.note is not null
         order by s.case_id, s.seq desc`.execute(tx);
      return found.rows;
    });
    for (const { id, note } of rows) notes.set(id, note);
  }
  return notes;
}
