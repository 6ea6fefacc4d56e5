import { sql } from 'kysely';
import type { AreaClass, CalendarDocument, FilingCondition, LimitRule, Thresholds } from '#contract/deadlines';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict, type Tx } from '#kernel/database';
import { districtCache } from '#kernel/district-cache';
import type { Amount } from './arithmetic.ts';
import { defaultCalendar } from './default-calendar.ts';
import { type Calendar, compileCalendar } from './working-calendar.ts';

/** All by which a district counts time, as it stands now. */
export interface Timekeeping {
  /** 0: the calendar that comes with the program. */
  calendarVersion: number;
  calendar: Calendar;
  thresholds: Thresholds;
  limits: LimitTable;
  /** Classes by the path of the area that was given one. */
  areaClasses: ReadonlyMap<string, AreaClass>;
}

export interface LimitTable {
  version: number;
  madeAt: Date | null;
  byAccount: string | null;
  conditions: FilingCondition[];
  rules: LimitRule[];
  byCategory: ReadonlyMap<string, readonly LimitRule[]>;
}

/** Three quarters of the clock, and as much again as the limit was. */
export const defaultThresholds: Thresholds = { near: { share: 0.75 }, long: { share: 1 } };

/** The same compiled calendar for all who set nothing of their own. */
export const defaultTimes: Calendar = compileCalendar(defaultCalendar);

const channel = 'deadlines_changed';
// The owner's pool: asked from inside transactions, the application's own could be full of those who ask.
const kept = districtCache(channel, (database, district) =>
  inDistrict(database.owner, systemScope(district), (tx) => readTimekeeping(tx, district)),
);

export const timekeepingOf = (services: { database: Database }, district: number): Promise<Timekeeping> =>
  kept.get(services, district);

export const forgetTimekeeping = kept.forget;

/** At commit every process hears that a district counts differently. */
export async function sayTimesChanged(tx: Tx, district: number): Promise<void> {
  await sql`select pg_notify(${channel}, ${String(district)})`.execute(tx);
}

export async function readTimekeeping(tx: Tx, district: number): Promise<Timekeeping> {
  const { version, document } = await readCalendar(tx, district);
  return {
    calendarVersion: version,
    calendar: version === 0 ? defaultTimes : compileCalendar(document),
    thresholds: await readThresholds(tx, district),
    limits: await readLimits(tx, district),
    areaClasses: await readAreaClasses(tx, district),
  };
}

/** The calendar in force, past any cache: for whoever is about to write the next version. */
export async function readCalendar(tx: Tx, district: number): Promise<{ version: number; document: CalendarDocument }> {
  const latest = await tx
    .selectFrom('calendars')
    .select(['version', 'document'])
    .where('district_id', '=', district)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Written by writeCalendar alone, which has checked it as a CalendarDocument.
  return latest
    ? { version: latest.version, document: latest.document as unknown as CalendarDocument }
    : { version: 0, document: defaultCalendar };
}

async function readThresholds(tx: Tx, district: number): Promise<Thresholds> {
  const found = await tx.selectFrom('districts').select('settings').where('id', '=', district).executeTakeFirst();
  // Only setThresholds writes this part of the settings, in the shape of the contract.
  const { deadlines } = (found?.settings ?? {}) as { deadlines?: Thresholds };
  return deadlines ?? defaultThresholds;
}

export async function readLimits(tx: Tx, district: number): Promise<LimitTable> {
  const latest = await tx
    .selectFrom('limit_versions')
    .select(['version', 'made_at', 'by_account'])
    .where('district_id', '=', district)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const version = latest?.version ?? 0;
  const rules = await rulesOf(tx, district, version);
  const byCategory = new Map<string, LimitRule[]>();
  for (const rule of rules) byCategory.set(rule.categoryCode, [...(byCategory.get(rule.categoryCode) ?? []), rule]);
  const conditions = await conditionsOf(tx, district, version);
  return {
    version,
    madeAt: latest?.made_at ?? null,
    byAccount: latest?.by_account ?? null,
    conditions,
    rules,
    byCategory,
  };
}

async function rulesOf(tx: Tx, district: number, version: number): Promise<LimitRule[]> {
  const rows = await tx
    .selectFrom('limit_rules')
    .select(['category_code', 'condition_code', 'area_class', 'amount', 'unit'])
    .where('district_id', '=', district)
    .where('version', '=', version)
    .orderBy('category_code')
    .orderBy('condition_code')
    .orderBy('area_class')
    .execute();
  return rows.map((row) => ({
    categoryCode: row.category_code,
    conditionCode: row.condition_code,
    // The check constraints of the table allow these words only.
    areaClass: row.area_class as AreaClass | null,
    amount: row.amount,
    unit: row.unit as LimitRule['unit'],
  }));
}

async function conditionsOf(tx: Tx, district: number, version: number): Promise<FilingCondition[]> {
  return tx
    .selectFrom('filing_conditions')
    .select(['category_code as categoryCode', 'code', 'zh', 'en', 'closing'])
    .where('district_id', '=', district)
    .where('version', '=', version)
    .orderBy('category_code')
    .orderBy('code')
    .execute();
}

async function readAreaClasses(tx: Tx, district: number): Promise<Map<string, AreaClass>> {
  const { rows } = await sql<{ path: string; class: AreaClass }>`
    select a.path, k.class from app.area_classes k
      join app.areas a on a.district_id = ${district} and a.id = k.area_id
     where k.district_id = ${district}`.execute(tx);
  return new Map(rows.map((row) => [row.path, row.class]));
}

/** The class of the nearest area of a path that has one; null where none has. */
export function areaClassOf({ areaClasses }: Pick<Timekeeping, 'areaClasses'>, path: string): AreaClass | null {
  if (areaClasses.size === 0) return null;
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 2) + 1) {
    const found = areaClasses.get(path.slice(0, end));
    if (found) return found;
  }
  return null;
}

export interface LimitQuestion {
  categoryCode: string | null;
  conditionCode?: string | null;
  areaPath: string;
}

/**
 * The limit that holds: the rule of the class that names most of condition and area class (the condition first), else
 * the catalogue's own; null where neither says anything.
 */
export function limitFor(times: Timekeeping, asked: LimitQuestion, ofCatalogue: Amount | null): Amount | null {
  const rules = asked.categoryCode === null ? undefined : times.limits.byCategory.get(asked.categoryCode);
  if (!rules) return ofCatalogue;
  const areaClass = areaClassOf(times, asked.areaPath);
  const holds = rules.filter(
    (rule) =>
      (rule.conditionCode === null || rule.conditionCode === (asked.conditionCode ?? null)) &&
      (rule.areaClass === null || rule.areaClass === areaClass),
  );
  const weight = (rule: LimitRule) => (rule.conditionCode === null ? 0 : 2) + (rule.areaClass === null ? 0 : 1);
  const [best] = holds.toSorted((one, two) => weight(two) - weight(one));
  return best ? { amount: best.amount, unit: best.unit } : ofCatalogue;
}
