import { sql } from 'kysely';
import type { Tx } from '#kernel/database';

/** Shanghai's calendar day of an instant, as yyyy-mm-dd. */
export function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
}

/** EQ-261121-0086: the district's letters, the day, a counter of the day. */
export function caseNumber(prefix: string, day: string, n: number): string {
  return `${prefix}-${day.slice(2).replaceAll('-', '')}-${String(n).padStart(4, '0')}`;
}

export async function nextCaseNumber(tx: Tx, district: number, prefix: string, now: Date): Promise<string> {
  const day = shanghaiDay(now);
  const row = await tx
    .insertInto('case_numbers')
    .values({ district_id: district, day, n: 1 })
    .onConflict((on) => on.columns(['district_id', 'day']).doUpdateSet({ n: sql`case_numbers.n + 1` }))
    .returning('n')
    .executeTakeFirstOrThrow();
  return caseNumber(prefix, day, row.n);
}
