import type { CalendarDocument, CalendarFault } from '#contract/deadlines';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { checkCalendar } from './check-calendar.ts';
import { timesChanged } from './follow-times.ts';
import { readCalendar, sayTimesChanged } from './timekeeping.ts';

export interface CalendarChange {
  district: number;
  accountId: string | null;
  who: string;
  address?: string | null;
  origin: 'edit' | 'import';
}

/** Refuses with the first fault in words and all of them in the detail. */
export function refuseFaults(faults: readonly CalendarFault[]): void {
  const [first] = faults;
  if (!first) return;
  const at = first.cell === null ? { zh: '', en: '' } : { zh: `${first.cell}：`, en: `${first.cell}: ` };
  refuse('calendar.invalid', { 'detail:zh': at.zh + first.zh, 'detail:en': at.en + first.en }, { faults });
}

/** Writes what `change` makes of the calendar in force as the next version. Of two at once the second waits and builds on the first. */
export async function writeCalendar(
  services: Services,
  tx: Tx,
  by: CalendarChange,
  note: string,
  change: (before: CalendarDocument) => CalendarDocument,
): Promise<number> {
  const { district, accountId } = by;
  const version = await claimVersion(tx, district, async (before, next) => {
    const document = change(before);
    refuseFaults(checkCalendar(document));
    return tx
      .insertInto('calendars')
      .values({
        district_id: district,
        version: next,
        made_at: services.clock(),
        by_account: accountId,
        origin: by.origin,
        note,
        document: JSON.stringify(document),
      })
      .onConflict((on) => on.columns(['district_id', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst();
  });
  await sayTimesChanged(tx, district);
  await timesChanged(services, tx, { district, reason: 'calendar', accountId });
  const { who, address = null } = by;
  const detail = `calendar version ${version}: ${note}`;
  await audit(tx, services, {
    district,
    accountId,
    who,
    address,
    action: 'setting.change',
    target: 'calendar',
    outcome: 'done',
    detail,
  });
  return version;
}

/** The insert of the same number waits for the other's commit and then does nothing: what it built on is out of date. */
async function claimVersion(
  tx: Tx,
  district: number,
  insert: (before: CalendarDocument, next: number) => Promise<{ version: number } | undefined>,
): Promise<number> {
  for (;;) {
    const before = await readCalendar(tx, district);
    const written = await insert(before.document, before.version + 1);
    if (written) return written.version;
  }
}
