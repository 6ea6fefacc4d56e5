import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import { later } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import type { TimesChange } from '#modules/deadlines';

declare module '#kernel/jobs' {
  interface JobPayloads {
    'cases.replan': { district: number; id: string };
  }
}

/** A district counts time differently from now on: one durable run over its open cases, with the change itself. */
export async function planReplan(services: Services, tx: Tx, change: TimesChange): Promise<void> {
  const { district, reason, accountId } = change;
  const id = services.ids();
  const row = { district_id: district, id, made_at: services.clock(), reason, by_account: accountId };
  await tx.insertInto('replans').values(row).execute();
  await later(tx, 'cases.replan', { district, id }, { jobKey: `replan:${district}:${id}` });
}

export interface ReplanRow {
  cursor: string | null;
  looked: number;
  moved: number;
}

/** Where a run stands, locked against a second process; null when it is over. */
export async function lockReplan(tx: Tx, district: number, id: string): Promise<ReplanRow | null> {
  const row = await tx
    .selectFrom('replans')
    .select(['cursor_id as cursor', 'looked', 'moved'])
    .where('district_id', '=', district)
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function keepReplan(
  tx: Tx,
  district: number,
  id: string,
  { cursor, looked, moved }: ReplanRow,
  finishedAt: Date | null,
): Promise<void> {
  await tx
    .updateTable('replans')
    .set({ cursor_id: cursor, looked, moved, finished_at: finishedAt })
    .where('district_id', '=', district)
    .where('id', '=', id)
    .execute();
}

export interface TimedCase {
  id: string;
  due_at: Date | null;
  near_at: Date | null;
  total_due_at: Date | null;
  overdue_since: Date | null;
  clock: unknown;
  total_clock: unknown;
}

/** The next open cases behind the cursor, in the order of their ids. */
export async function nextOpen(tx: Tx, district: number, cursor: string | null, most: number): Promise<TimedCase[]> {
  const { rows } = await sql<TimedCase>`
    select c.id, c.due_at, c.near_at, c.total_due_at, c.overdue_since, c.clock, c.total_clock
      from app.cases c
     where c.district_id = ${district} and c.open and c.id > ${cursor ?? '00000000-0000-0000-0000-000000000000'}::uuid
     order by c.id
     limit ${most}`.execute(tx);
  return rows;
}
