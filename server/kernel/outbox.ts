import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Tx } from './database.ts';

export interface OutboxRow {
  id: number;
  district: number;
  at: Date;
  caseId: string;
  areaPath: string;
  payload: unknown;
}

/** Does something durable with rows, safe to repeat: after a crash it is given some of them again. */
type Take = (rows: readonly OutboxRow[]) => Promise<void>;

const batch = 200;
/** A storm of notifications costs one read in this time. */
const pauseMs = 200;
/** What a notification missed, or what an old transaction held back, is found at the latest after this. */
const lookEveryMs = 5_000;

/**
 * Gives every row of live_events to `take`, in the order of their ids, none left out: ids become visible out of order, so
 * the cursor is a transaction number, and only rows of transactions below the oldest running one are read. One process at
 * a time reads (the cursor's row is locked). Returns whether rows wait for an older transaction to end.
 */
export function readOutbox(database: Pick<Database, 'owner'>, reader: string, take: Take): Promise<boolean> {
  return database.owner.transaction().execute(async (tx) => {
    await tx.selectFrom('outbox_readers').select('name').where('name', '=', reader).forUpdate().execute();
    // A statement of its own: it must see what the one before waited for.
    const { rows } = await sql<{ from: string; until: string; restored: boolean }>`
      select xid::text as from, pg_snapshot_xmin(pg_current_snapshot())::text as until,
             xid > pg_snapshot_xmax(pg_current_snapshot()) as restored
        from app.outbox_readers where name = ${reader}`.execute(tx);
    const [cursor] = rows;
    if (!cursor) throw new Error(`There is no reader ${reader} in outbox_readers.`);
    if (cursor.restored) return restart(tx, reader);
    await takeBetween(tx, cursor, take);
    return moveTo(tx, reader, cursor.until);
  });
}

async function takeBetween(tx: Tx, { from, until }: { from: string; until: string }, take: Take): Promise<void> {
  let after = 0;
  for (let more = true; more; ) {
    const found = await readBetween(tx, from, until, after);
    if (found.length > 0) await take(found);
    after = found.at(-1)?.id ?? after;
    more = found.length === batch;
  }
}

async function readBetween(tx: Tx, from: string, until: string, after: number): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`
    select id, district, at, case_id as "caseId", area_path as "areaPath", payload from app.live_events
     where xid >= ${from}::xid8 and xid < ${until}::xid8 and id > ${after}
     order by id limit ${batch}`.execute(tx);
  return rows;
}

async function moveTo(tx: Tx, reader: string, until: string): Promise<boolean> {
  await sql`update app.outbox_readers set xid = ${until}::xid8 where name = ${reader} and xid < ${until}::xid8`.execute(
    tx,
  );
  // The end of the index, whatever the statistics believe of how many rows lie beyond.
  const { rows } = await sql<{ held: boolean }>`
    select xid >= ${until}::xid8 as held from app.live_events order by xid desc limit 1`.execute(tx);
  return rows[0]?.held === true;
}

/** A backup restored into a younger server: its transaction numbers lie in the future and mean nothing here. */
async function restart(tx: Tx, reader: string): Promise<boolean> {
  await sql`update app.live_events set xid = pg_current_xact_id()`.execute(tx);
  await sql`update app.outbox_readers set xid = '0' where name = ${reader}`.execute(tx);
  return true;
}

/** Reads whenever something was announced, and every few seconds. The returned function ends the read under way first. */
export async function followOutbox(
  database: Database,
  reader: string,
  take: Take,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let reading: Promise<void> | null = null;
  let again = false;
  let ended = false;
  const pull = async (): Promise<void> => {
    while (again && !ended) {
      again = false;
      again = (await readOutbox(database, reader, take)) || again;
      await sleep(pauseMs);
    }
  };
  const wake = (): void => {
    again = true;
    reading ??= pull()
      .catch(onError)
      .finally(() => {
        reading = null;
      });
  };
  const stop = await database.listen('live', wake, wake);
  const timer = setInterval(wake, lookEveryMs);
  wake();
  return async () => {
    ended = true;
    clearInterval(timer);
    await stop();
    await reading;
  };
}
