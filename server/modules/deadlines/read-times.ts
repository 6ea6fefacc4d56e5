import type { Answer } from '#contract/api';
import type { CalendarView } from '#contract/deadlines';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { holdsDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { missingYears } from './check-calendar.ts';
import { timekeepingOf } from './timekeeping.ts';

const mostShown = 20;

/** The calendar page: what is in force, how it came about, and how far the open cases have followed. */
export async function showCalendar({ services, actor }: Call<'GET /api/deadlines/calendar'>): Promise<CalendarView> {
  const { district } = actor;
  const times = await timekeepingOf(services, district);
  const { document } = times.calendar;
  return inDistrict(services.database.app, systemScope(district), async (tx) => ({
    version: times.calendarVersion,
    document,
    missingYears: missingYears(document, services.clock()),
    thresholds: times.thresholds,
    versions: await versionsOf(tx, district),
    replans: await replansOf(tx, district),
    mayEdit: holdsDistrictWide(actor, 'setting.edit'),
  }));
}

async function versionsOf(tx: Tx, district: number): Promise<CalendarView['versions']> {
  const rows = await tx
    .selectFrom('calendars as c')
    .leftJoin('accounts as a', (join) => join.on('a.district_id', '=', district).onRef('a.id', '=', 'c.by_account'))
    .select(['c.version', 'c.made_at', 'c.origin', 'c.note', 'a.name'])
    .where('c.district_id', '=', district)
    .orderBy('c.version', 'desc')
    .limit(mostShown)
    .execute();
  return rows.map(({ version, made_at, origin, note, name }) => ({
    version,
    madeAt: made_at.toISOString(),
    by: name,
    origin: origin as 'edit' | 'import',
    note,
  }));
}

async function replansOf(tx: Tx, district: number): Promise<CalendarView['replans']> {
  const rows = await tx
    .selectFrom('replans')
    .select(['id', 'made_at', 'reason', 'looked', 'moved', 'finished_at'])
    .where('district_id', '=', district)
    .orderBy('made_at', 'desc')
    .limit(5)
    .execute();
  return rows.map(({ id, made_at, reason, looked, moved, finished_at }) => ({
    id,
    madeAt: made_at.toISOString(),
    reason,
    looked,
    moved,
    finishedAt: finished_at?.toISOString() ?? null,
  }));
}

type Limits = Answer<'GET /api/deadlines/limits'>;

export async function showLimits({ services, actor }: Call<'GET /api/deadlines/limits'>): Promise<Limits> {
  const { district } = actor;
  const { limits } = await timekeepingOf(services, district);
  const { version, madeAt, byAccount, conditions, rules } = limits;
  const by = await inDistrict(services.database.app, systemScope(district), (tx) =>
    tx
      .selectFrom('accounts')
      .select('name')
      .where('district_id', '=', district)
      .where('id', '=', byAccount)
      .executeTakeFirst(),
  );
  return { version, madeAt: madeAt?.toISOString() ?? null, by: by?.name ?? null, conditions, rules };
}
