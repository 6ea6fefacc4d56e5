import { type ExpressionBuilder, sql } from 'kysely';
import type { Answer, Ask } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Call } from '#kernel/routes';
import { unitIdsByName } from '#modules/catalogue';
import type { Tables } from '../../migrations/tables.ts';
import { chosenVersion } from './chosen-version.ts';
import { type ListVersion, toMatter } from './matter-rows.ts';

type Route = 'GET /api/matters/:kind';
type Query = Ask<Route>['query'];
const columns = { code: 'code', className: 'class_name', name: 'name', unitName: 'unit_name' } as const;

const words = (q: string | undefined): string[] => (q ?? '').split(/\s+/).filter(Boolean).slice(0, 8);
/** % and _ are letters like any other. */
const containing = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

function matching(eb: ExpressionBuilder<Tables, 'matters'>, list: ListVersion, query: Query) {
  const { className, unitName, level, categoryCode } = query;
  const text = sql<string>`${eb.ref('code')} || ' ' || ${eb.ref('class_name')} || ' ' || ${eb.ref('name')} || ' ' || ${eb.ref('unit_name')} || ' ' || ${eb.ref('law')} || ' ' || ${eb.ref('closing')}`;
  return eb.and([
    eb('district_id', '=', list.district),
    eb('kind', '=', list.kind),
    eb('version', '=', list.version),
    ...words(query.q).map((word) => eb(text, 'ilike', containing(word))),
    ...(className ? [eb('class_name', '=', className)] : []),
    ...(unitName ? [eb('unit_name', '=', unitName)] : []),
    ...(level ? [eb('level', '=', level)] : []),
    ...(categoryCode ? [sql<boolean>`${categoryCode} = any(${eb.ref('category_codes')})`] : []),
  ]);
}

async function facetsOf(tx: Tx, list: ListVersion) {
  const rows = await tx
    .selectFrom('matters')
    .select(['class_name', 'unit_name'])
    .select((fn) => fn.fn.min('code').as('first'))
    .where('district_id', '=', list.district)
    .where('kind', '=', list.kind)
    .where('version', '=', list.version)
    .groupBy(['class_name', 'unit_name'])
    .orderBy('first')
    .execute();
  return {
    classes: [...new Set(rows.map((row) => row.class_name))],
    units: [...new Set(rows.map((row) => row.unit_name))].sort((a, b) => a.localeCompare(b, 'zh')),
  };
}

async function readPage(tx: Tx, list: ListVersion, query: Query) {
  const { sort = 'code', order = 'up', limit = 50 } = query;
  const column = columns[sort];
  const after = readCursor(query.after, ['text', 'text']);
  const direction = order === 'up' ? 'asc' : 'desc';
  const beyond = order === 'up' ? sql`>` : sql`<`;
  const rows = await tx
    .selectFrom('matters')
    .selectAll()
    .where((eb) => matching(eb, list, query))
    .$if(after !== null, (asked) =>
      asked.where(sql<boolean>`(${sql.ref(column)}, code) ${beyond} (${after?.[0] ?? ''}, ${after?.[1] ?? ''})`),
    )
    .orderBy(column, direction)
    .orderBy('code', direction)
    .limit(limit + 1)
    .execute();
  const { total } = await tx
    .selectFrom('matters')
    .select((fn) => fn.fn.countAll<number>().as('total'))
    .where((eb) => matching(eb, list, query))
    .executeTakeFirstOrThrow();
  return { ...pageOf(rows, limit, (row) => [row[column], row.code]), total };
}

/** Items of a version, each with the unit of its name that stands today. */
export async function listMatters({ services, actor, params, query }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const list = await chosenVersion(tx, { district, kind: params.kind }, query.version);
    if (!list) return { rows: [], next: null, total: 0, classes: [], units: [] };
    const { rows, next, total } = await readPage(tx, list, query);
    const units = await unitIdsByName(tx, district);
    return {
      rows: rows.map((row) => ({ ...toMatter(row), id: row.code, unitId: units.get(row.unit_name) ?? null })),
      next,
      total,
      ...(await facetsOf(tx, list)),
    };
  });
}
