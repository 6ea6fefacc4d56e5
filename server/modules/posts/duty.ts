import { sql } from 'kysely';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';

/** Posts whose people changed: whoever is accountable by them may have to be found anew. */
export interface DutyChange {
  district: number;
  postIds: readonly string[];
}
type Follower = (services: Services, tx: Tx, change: DutyChange) => Promise<void>;

const followers = new Set<Follower>();

/**
 * Has `follower` called inside the transaction of every change of who is on duty, so that no open case is ownerless for
 * a moment (invariant I1). The arrows forbid that posts know cases, so the application introduces them when it starts.
 */
export function followDuty(follower: Follower): void {
  followers.add(follower);
}

export async function dutyChanged(services: Services, tx: Tx, change: DutyChange): Promise<void> {
  if (change.postIds.length === 0) return;
  for (const follower of followers) await follower(services, tx, change);
}

/** Posts that an account holds or deputises for at an instant. */
export async function postsOf(tx: Tx, district: number, accountId: string, at: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('post_holders')
    .select('post_id')
    .distinct()
    .where('district_id', '=', district)
    .where('account_id', '=', accountId)
    .where('from_at', '<=', at)
    .where((on) => on.or([on('to_at', 'is', null), on('to_at', '>', at)]))
    .execute();
  return rows.map((row) => row.post_id);
}

/** Is somebody present, as holder or deputy, in the command room at the root: the post to which everything falls back? */
async function fallbackStands(tx: Tx, district: number, at: Date): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    select exists (
      select 1 from app.areas a
        join app.posts p on p.district_id = ${district} and p.area_id = a.id and p.role = 'operator' and p.ended_at is null
        join app.post_holders h on h.district_id = ${district} and h.post_id = p.id
             and h.from_at <= ${at} and (h.to_at is null or h.to_at > ${at})
        join app.accounts k on k.district_id = ${district} and k.id = h.account_id and k.disabled_at is null
       where a.district_id = ${district} and a.level = 0 and a.valid_to is null
         and not exists (select 1 from app.leaves l where l.district_id = ${district} and l.account_id = h.account_id
                          and l.from_at <= ${at} and l.to_at > ${at})
    ) as stands`.execute(tx);
  return rows[0]?.stands === true;
}

/** Instants inside a period at which somebody else goes: the fallback must stand at each of them. */
async function goings(tx: Tx, district: number, from: Date, to: Date | null): Promise<Date[]> {
  const end = to ?? new Date(from.getTime() + 366 * 24 * 3600_000);
  const { rows } = await sql<{ at: Date }>`
    select l.from_at as at from app.leaves l
     where l.district_id = ${district} and l.from_at > ${from} and l.from_at < ${end}
     union
    select h.to_at as at from app.post_holders h
     where h.district_id = ${district} and h.to_at > ${from} and h.to_at < ${end}
     order by at limit 50`.execute(tx);
  return rows.map((row) => row.at);
}

/**
 * Makes a change of duty and refuses it when it would empty the command room at the root, at once or later in the
 * period; a district that is being set up, where nobody stands there yet, is not refused.
 */
export async function keepingFallback<T>(
  tx: Tx,
  district: number,
  period: { from: Date; to: Date | null },
  change: () => Promise<T>,
): Promise<T> {
  // One such change at a time in a district: two that each leave one person would together leave none.
  await tx
    .selectFrom('areas')
    .select('id')
    .where('district_id', '=', district)
    .where('level', '=', 0)
    .where('valid_to', 'is', null)
    .forUpdate()
    .execute();
  const instants = [period.from, ...(await goings(tx, district, period.from, period.to))];
  const stood: Date[] = [];
  for (const at of instants) if (await fallbackStands(tx, district, at)) stood.push(at);
  const result = await change();
  for (const at of stood) if (!(await fallbackStands(tx, district, at))) refuse('post.last-holder');
  return result;
}
