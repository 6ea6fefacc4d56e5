import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';

/** A change after which open clocks may end at another moment. */
export interface TimesChange {
  district: number;
  reason: 'calendar' | 'thresholds';
  accountId: string | null;
}
type Follower = (services: Services, tx: Tx, change: TimesChange) => Promise<void>;

const followers = new Set<Follower>();

/**
 * Has `follower` called inside the transaction of every change of how time is counted. Deadlines know no cases, so the
 * application introduces them when it starts.
 */
export function followTimes(follower: Follower): void {
  followers.add(follower);
}

export async function timesChanged(services: Services, tx: Tx, change: TimesChange): Promise<void> {
  for (const follower of followers) await follower(services, tx, change);
}
