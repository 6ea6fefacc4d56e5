import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from '#kernel/database';
import { caseFacts, dispatchFacts, factColumns } from './facts.ts';
import { bases, basisNames, type FactTable } from './measures.ts';
import { addUp, differing } from './roll-up.ts';

export const figuresReader = 'figures';
const tables = ['case_facts', 'dispatch_facts'] as const satisfies FactTable[];
const factsOf = { case_facts: caseFacts, dispatch_facts: dispatchFacts };

/**
 * Counts some cases anew: what they added before is taken off the sums, what they add now is put on. The sums are fed with
 * exactly the rows that leave and enter the facts: a move made meanwhile is in both or in neither.
 */
export async function refreshCases(tx: Tx, district: number, ids: readonly string[], at: Date): Promise<void> {
  for (const table of tables) {
    const rows = await replaceFacts(tx, district, table, ids);
    for (const basis of basisNames.filter((one) => bases[one].table === table)) await addUp(tx, district, basis, rows);
  }
  await stamp(tx, district, at);
}

/** Puts the facts of these cases as they are now in place of the old ones, and gives both with their sign. */
async function replaceFacts(
  tx: Tx,
  district: number,
  table: FactTable,
  ids: readonly string[],
): Promise<RawBuilder<unknown>> {
  const name = sql.raw(`app.${table}`);
  const gone = await rowsOf(
    tx,
    sql`delete from ${name} g where g.district_id = ${district} and g.case_id = any(${ids}::uuid[]) returning g.*`,
  );
  const put = await rowsOf(
    tx,
    sql`insert into ${name} as g (${sql.raw(factColumns[table].join(', '))}) ${factsOf[table](district, ids)} returning g.*`,
  );
  return sql`
    select -1 as sign, r.* from jsonb_populate_recordset(null::${name}, ${gone}::jsonb) r
    union all
    select 1 as sign, r.* from jsonb_populate_recordset(null::${name}, ${put}::jsonb) r`;
}

/** What a statement returns, as one JSON text. */
async function rowsOf(tx: Tx, statement: RawBuilder<unknown>): Promise<string> {
  const { rows } = await sql<{ all: string }>`
    with w as (${statement}) select coalesce(jsonb_agg(to_jsonb(w)), '[]')::text as all from w`.execute(tx);
  return rows[0]?.all ?? '[]';
}

async function insertFacts(tx: Tx, district: number, table: FactTable): Promise<void> {
  await sql`insert into app.${sql.raw(table)} (${sql.raw(factColumns[table].join(', '))})
    ${factsOf[table](district, null)}`.execute(tx);
}

async function stamp(tx: Tx, district: number, at: Date): Promise<void> {
  await tx
    .insertInto('figure_counts')
    .values({ district_id: district, counted_at: at })
    .onConflict((on) => on.column('district_id').doUpdateSet((row) => ({ counted_at: row.ref('excluded.counted_at') })))
    .execute();
}

/** Counts a whole district anew, exactly, in the caller's transaction; the follower waits meanwhile (it holds the same row). */
export async function rebuildFigures(tx: Tx, district: number, at: Date): Promise<void> {
  await holdReader(tx);
  await sql`delete from app.case_daily where district_id = ${district}`.execute(tx);
  await sql`delete from app.case_monthly where district_id = ${district}`.execute(tx);
  for (const table of tables) {
    await sql`delete from app.${sql.raw(table)} where district_id = ${district}`.execute(tx);
    await insertFacts(tx, district, table);
  }
  for (const basis of basisNames) {
    await addUp(
      tx,
      district,
      basis,
      sql`select 1 as sign, g.* from app.${sql.raw(bases[basis].table)} g where g.district_id = ${district}`,
    );
  }
  await stamp(tx, district, at);
}

/** How many sums differ from the facts, and how many facts from the cases; 0 and 0 when all is well. */
export function checkFigures(
  database: Pick<Database, 'owner'>,
  district: number,
): Promise<{ sums: number; facts: number }> {
  return database.owner.transaction().execute(async (tx) => {
    await holdReader(tx);
    let sums = 0;
    for (const basis of basisNames) sums += await differing(tx, district, basis);
    let facts = 0;
    for (const table of tables) {
      const columns = sql.raw(factColumns[table].map((one) => `g.${one}`).join(', '));
      const kept = sql`select ${columns} from app.${sql.raw(table)} g where g.district_id = ${district}`;
      const now = sql`select ${columns} from (${factsOf[table](district, null)}) g`;
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from (((${now}) except (${kept})) union all ((${kept}) except (${now}))) d`.execute(
        tx,
      );
      facts += rows[0]?.n ?? 0;
    }
    return { sums, facts };
  });
}

async function holdReader(tx: Tx): Promise<void> {
  await tx.selectFrom('outbox_readers').select('name').where('name', '=', figuresReader).forUpdate().execute();
}
