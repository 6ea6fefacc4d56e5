import { sql } from 'kysely';
import type { Database, Tx } from '#kernel/database';
import { caseFacts, dispatchFacts, factColumns } from './facts.ts';
import { bases, basisNames, type FactTable } from './measures.ts';
import { addUp, differing } from './roll-up.ts';

export const figuresReader = 'figures';
const tables = ['case_facts', 'dispatch_facts'] as const satisfies FactTable[];
const factsOf = { case_facts: caseFacts, dispatch_facts: dispatchFacts };

/** Counts some cases anew: what they added before is taken off the sums, what they add now is put on. */
export async function refreshCases(tx: Tx, district: number, ids: readonly string[], at: Date): Promise<void> {
  for (const basis of basisNames) {
    const { table } = bases[basis];
    const columns = sql.raw(factColumns[table].map((one) => `g.${one}`).join(', '));
    const rows = sql`
      select -1 as sign, ${columns} from app.${sql.raw(table)} g where g.district_id = ${district} and g.case_id = any(${ids}::uuid[])
      union all
      select 1 as sign, ${columns} from (${factsOf[table](district, ids)}) g`;
    await addUp(tx, district, basis, rows);
  }
  for (const table of tables) {
    await sql`delete from app.${sql.raw(table)} g where g.district_id = ${district} and g.case_id = any(${ids}::uuid[])`.execute(
      tx,
    );
    await insertFacts(tx, district, table, ids);
  }
  await stamp(tx, district, at);
}

async function insertFacts(tx: Tx, district: number, table: FactTable, ids: readonly string[] | null): Promise<void> {
  await sql`insert into app.${sql.raw(table)} (${sql.raw(factColumns[table].join(', '))})
    ${factsOf[table](district, ids)}`.execute(tx);
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
    await insertFacts(tx, district, table, null);
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
