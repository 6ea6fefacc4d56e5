import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';

/** Live events are kept a day: a screen away for longer reads its list again. */
const keepEventsMs = 24 * 3600_000;
/**
 * Commands are kept half a year: longer than any phone keeps its queue. A report sent again even later is still found by its
 * own id, a move by the state that it was meant for.
 */
const keepCommandsMs = 182 * 24 * 3600_000;
/** Rows a statement deletes: its locks are short, and what is written meanwhile does not wait. */
const batch = 5000;

/** Deletes what nobody asks for any more; returns how many rows. Past row security: a day's events are of all districts. */
export async function sweepKernel(
  { owner }: Pick<Database, 'owner'>,
  now: Date,
): Promise<{ events: number; commands: number }> {
  const before = (keepMs: number) => new Date(now.getTime() - keepMs);
  const drain = async (statement: RawBuilder<unknown>): Promise<number> => {
    for (let sum = 0; ; ) {
      const { numAffectedRows = 0n } = await statement.execute(owner);
      sum += Number(numAffectedRows);
      if (numAffectedRows < batch) return sum;
    }
  };
  return {
    // What a reader has not come to stays, however old it is.
    events: await drain(sql`
      delete from app.live_events where id in (
        select e.id from app.live_events e
         where e.at < ${before(keepEventsMs)} and e.xid < all (select xid from app.outbox_readers)
         order by e.at limit ${batch})`),
    commands: await drain(sql`
      delete from app.commands k using (
        select c.district_id, c.id from app.commands c where c.at < ${before(keepCommandsMs)} limit ${batch}) as old
       where k.district_id = old.district_id and k.id = old.id`),
  };
}
