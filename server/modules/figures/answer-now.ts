import { sql } from 'kysely';
import { overdue } from '#modules/insight';
import type { Asking, Told } from './answer-question.ts';
import { plusDays } from './periods.ts';

const silentDays = 14;
const mostRows = 20;

/** Open and past the clock, by the unit or post that has it now: the same cases as the list's view=overdue. */
export async function overdueNow({ tx, area, asked, at, actor }: Asking): Promise<Told> {
  const { rows: found } = await sql<{ id: string | null; name: string | null; n: number; hours: number }>`
    select c.unit_id as id, u.name, count(*)::int as n,
           (max(extract(epoch from ${at}::timestamptz - coalesce(c.overdue_since, c.due_at))) / 3600)::int as hours
      from app.cases c
      left join app.units u on u.district_id = ${asked.district} and u.id = c.unit_id
     where c.district_id = ${asked.district} and c.open and ${overdue(at)}
       and c.area_path >= ${area.path} and c.area_path < ${`${area.path}~`}
     group by 1, 2 order by 3 desc, 2`.execute(tx);
  const inGrid = actor.locale === 'en' ? 'In the grid (no unit)' : '网格（未派部门）';
  const list = (query: Record<string, string>) =>
    `/api/cases?${new URLSearchParams({ view: 'overdue', areaId: area.id, ...query })}`;
  const parts = found.slice(0, mostRows).map(({ id, name, n, hours }) => ({
    name: name ?? inGrid,
    n,
    of: null,
    value: hours,
    // The list has no filter for "without a unit"; those are among all of them.
    link: id ? list({ unitId: id }) : null,
  }));
  const total = found.reduce((sum, { n }) => sum + n, 0);
  const [first] = parts;
  const worst = Math.max(0, ...found.map(({ hours }) => hours));
  const everything = { name: actor.locale === 'en' ? 'All' : '合计', n: total, of: null, value: worst, link: list({}) };
  const rows = first ? [everything, ...parts] : [];
  return {
    zh: first
      ? `${area.name}现有 ${total} 件超期未结，最多的是${first.name}（${first.n} 件，最久已超 ${first.value} 小时）。`
      : `${area.name}现在没有超期的案件。`,
    en: first
      ? `${area.name} has ${total} overdue cases now; most are with ${first.name} (${first.n}, the oldest ${first.value} h late).`
      : `Nothing is overdue in ${area.name} now.`,
    excludedZh: '按此刻统计，不分时段；挂账和等居民补充的时钟停着，不算超期。',
    excludedEn:
      'As of now, whatever the period. Suspended cases and those waiting for the reporter have no running clock.',
    rows,
    kind: 'hours',
  };
}

/** Whose clock stands still now, and why. */
export async function onHoldNow({ tx, area, asked, actor }: Asking): Promise<Told> {
  const { rows: found } = await sql<{ hold: 'waiting' | 'suspended'; id: string; name: string; n: number }>`
    select f.hold, a.id, a.name, count(*)::int as n
      from app.case_facts f
      join app.areas a on a.district_id = ${asked.district} and a.level = ${area.level + 1} and a.valid_to is null and f.area_path ^@ a.path
     where f.district_id = ${asked.district} and f.hold is not null
       and f.area_path >= ${area.path} and f.area_path < ${`${area.path}~`}
     group by 1, 2, 3 order by 4 desc, 3`.execute(tx);
  const words = {
    waiting: actor.locale === 'en' ? 'waiting for the reporter' : '待补充',
    suspended: actor.locale === 'en' ? 'suspended' : '挂账',
  };
  const sum = (hold: string) => found.filter((row) => row.hold === hold).reduce((total, { n }) => total + n, 0);
  const rows = found.slice(0, mostRows).map(({ hold, id, name, n }) => ({
    name: `${name} · ${words[hold]}`,
    n,
    of: null,
    value: n,
    link: `/api/cases?${new URLSearchParams({ view: 'open', areaId: id, state: hold })}`,
  }));
  return {
    zh: `${area.name}现有挂账 ${sum('suspended')} 件、等居民补充 ${sum('waiting')} 件。`,
    en: `${area.name} has ${sum('suspended')} suspended cases and ${sum('waiting')} waiting for the reporter now.`,
    excludedZh: '按此刻统计，不分时段；这些案件暂不进入按期结案率。',
    excludedEn: 'As of now, whatever the period. Meanwhile they are left out of on-time closing.',
    rows,
    kind: 'count',
  };
}

/** The lowest areas without one report in the last 14 days of the period: nobody looks, or nobody writes it down. */
export async function silentAreas({ tx, area, asked }: Asking): Promise<Told> {
  const { to } = asked.period;
  const from = plusDays(to, 1 - silentDays);
  const { rows: found } = await sql<{ name: string; id: string; parent: string; all: number }>`
    select a.id, a.name, p.name as parent, (count(*) over ())::int as all
      from app.areas a
      join app.area_levels l on l.district_id = ${asked.district} and l.level = a.level and l.leaf
      left join app.areas p on p.district_id = ${asked.district} and p.id = a.parent_id
     where a.district_id = ${asked.district} and a.valid_to is null and a.path >= ${area.path} and a.path < ${`${area.path}~`}
       and not exists (select from app.case_facts f where f.district_id = ${asked.district} and f.area_path = a.path
                          and f.reported_day between ${from}::date and ${to}::date)
     order by a.path limit ${mostRows}`.execute(tx);
  const n = found[0]?.all ?? 0;
  const rows = found.map(({ id, name, parent }) => ({
    name: `${parent} ${name}`,
    n: 0,
    of: null,
    value: 0,
    link: `/api/cases?${new URLSearchParams({ view: 'all', areaId: id })}`,
  }));
  return {
    zh:
      n > 0
        ? `${from} 至 ${to}，${area.name}有 ${n} 个微网格没有一件上报。`
        : `${from} 至 ${to}，${area.name}每个微网格都有上报。`,
    en:
      n > 0
        ? `${from} to ${to}: ${n} micro-grids of ${area.name} had no report.`
        : `${from} to ${to}: every micro-grid of ${area.name} had a report.`,
    excludedZh: `列出前 ${mostRows} 个；已撤销的微网格不计。没有上报不等于没有问题，也不等于没有走访。`,
    excludedEn: `The first ${mostRows} are listed; micro-grids that ended are left out. No report means neither no problem nor no visit.`,
    rows,
    kind: 'count',
  };
}
