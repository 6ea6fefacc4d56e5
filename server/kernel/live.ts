import { sql } from 'kysely';
import type { Database } from './database.ts';

export interface LiveRow {
  id: number;
  district: number;
  caseId: string;
  areaPath: string;
  unitId: string | null;
  /** Units and posts that were given a task. */
  helpers: readonly string[];
  payload: unknown;
}

export interface LiveHub {
  /** Calls `send` for each new row that `wants` accepts. Returns how to stop. */
  subscribe(wants: (row: LiveRow) => boolean, send: (row: LiveRow) => void): () => void;
  /** Rows after an event id, for a screen that comes back; a little overlap is meant (see `overlap`). */
  since(district: number, id: number, wants: (row: LiveRow) => boolean): Promise<LiveRow[]>;
  size(): number;
  close(): Promise<void>;
}

/**
 * Ids are given out before commit, so a lower id can appear after a higher one. Each read therefore asks again for those
 * of the last 200 ids that were not seen yet; a screen that resumes gets all 200 once more. An event only says "this case
 * is now at step n", so hearing it twice changes nothing.
 */
const overlap = 200;
const batch = 1000;
/** After a read that failed: the database is likely to be back soon. */
const retryMs = 500;

export async function openLiveHub(database: Database, onError: (error: unknown) => void): Promise<LiveHub> {
  const subscribers = new Map<number, { wants: (row: LiveRow) => boolean; send: (row: LiveRow) => void }>();
  const sent = new Set<number>();
  let nextSubscriber = 0;
  let newest = await newestId(database);
  for (const row of await readAfter(database, newest - overlap)) sent.add(row.id);
  const unseen = (): number[] => {
    const least = Math.max(1, newest - overlap);
    return Array.from({ length: newest - least }, (_, n) => least + n).filter((id) => !sent.has(id));
  };
  let reading: Promise<void> | null = null;
  let again = false;
  let closed = false;

  const deliver = (row: LiveRow): void => {
    if (sent.has(row.id)) return;
    sent.add(row.id);
    newest = Math.max(newest, row.id);
    for (const { wants, send } of subscribers.values()) if (wants(row)) send(row);
  };
  const pull = async (): Promise<void> => {
    do {
      again = false;
      for (const row of await readAmong(database, unseen())) deliver(row);
      const rows = await readAfter(database, newest);
      for (const row of rows) deliver(row);
      again ||= rows.length === batch;
    } while (again);
    forgetBelow(sent, newest - 2 * overlap);
  };
  // One read at a time: notifications that arrive meanwhile are covered by reading once more.
  const wake = (): void => {
    if (closed) return;
    again = true;
    reading ??= pull()
      .catch((error: unknown) => {
        onError(error);
        // Nobody announces a second time what this read was to bring.
        setTimeout(wake, retryMs).unref();
      })
      .finally(() => {
        reading = null;
      });
  };
  const stop = await database.listen('live', wake, wake);

  return {
    subscribe(wants, send) {
      const key = nextSubscriber++;
      subscribers.set(key, { wants, send });
      return () => subscribers.delete(key);
    },
    async since(district, id, wants) {
      const rows = await readAfter(database, id - overlap, district);
      return rows.filter(wants);
    },
    size: () => subscribers.size,
    async close() {
      closed = true;
      await stop();
      await reading;
    },
  };
}

function forgetBelow(ids: Set<number>, least: number): void {
  for (const id of ids) if (id < least) ids.delete(id);
}

async function newestId(database: Database): Promise<number> {
  const row = await database.app
    .selectFrom('live_events')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

async function readAfter(database: Database, id: number, district?: number): Promise<LiveRow[]> {
  const rows = await selectRows(database)
    .where('id', '>', Math.max(0, id))
    .$if(district !== undefined, (query) => query.where('district', '=', district ?? 0))
    .orderBy('id')
    .limit(batch)
    .execute();
  return rows.map(toLiveRow);
}

async function readAmong(database: Database, ids: readonly number[]): Promise<LiveRow[]> {
  const rows = await selectRows(database).where('id', '=', sql<number>`any(${ids}::bigint[])`).orderBy('id').execute();
  return rows.map(toLiveRow);
}

function selectRows(database: Database) {
  return database.app
    .selectFrom('live_events')
    .select(['id', 'district', 'case_id', 'area_path', 'unit_id', 'helpers', 'payload']);
}

function toLiveRow(row: Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number]): LiveRow {
  return {
    id: row.id,
    district: row.district,
    caseId: row.case_id,
    areaPath: row.area_path,
    unitId: row.unit_id,
    helpers: row.helpers,
    payload: row.payload,
  };
}
