import { sql } from 'kysely';
import type { Wall } from '#contract/insight';
import type { State } from '#contract/lifecycle';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { type StepWordsRow, stepNamer } from '#modules/flows';
import { overdue } from './definitions.ts';
import { publicTitle } from './public-title.ts';
import { below, type Subtree } from './subtree.ts';

const most = 12;

interface StepRow extends StepWordsRow {
  case_id: string;
  no: string;
  seq: number;
  state: State;
  title: string;
  category_name: string | null;
  area_name: string;
  at: Date;
  level: number | null;
  overdue: boolean;
}

/**
 * The last 12 public steps. History is readable case by case (row security), so the cases come first: what the live rows
 * of the last day name, and by their last change of state the open and the closed ones. Archiving by the clock is no news.
 */
export async function recentChanges(
  services: Services,
  tx: Tx,
  district: number,
  area: Subtree,
  at: Date,
  locale: 'zh-CN' | 'en',
): Promise<Wall['feed']> {
  const ids = await candidates(tx, district, area);
  if (ids.length === 0) return [];
  await sql`select app.open_case(${district}, x.id) from unnest(${ids}::uuid[]) as x (id)`.execute(tx);
  const { rows } = await sql<StepRow>`
    select s.case_id, c.no, s.seq, s.state, s.move, c.title, c.category_name, c.area_name, s.at, c.level,
           c.flow_code, c.flow_version, s.data->'flow'->>'state' as flow_state, s.data->'flow'->>'action' as flow_action,
           (c.open and ${overdue(at)} and s.seq = c.seq) as overdue
      from app.case_steps s
      join app.cases c on c.district_id = ${district} and c.id = s.case_id
     where s.district_id = ${district} and s.case_id = any(${ids}::uuid[]) and not s.internal and s.move <> 'archive'
     order by s.at desc, s.case_id, s.seq desc
     limit ${most}`.execute(tx);
  const wordsOf = await stepNamer(services, district, rows);
  return rows.map((row) => ({
    caseId: row.case_id,
    no: row.no,
    seq: row.seq,
    state: row.state,
    move: row.move,
    ...wordsOf(row),
    title: publicTitle(row.title, row.category_name, locale),
    areaName: row.area_name,
    at: row.at.toISOString(),
    level: row.level,
    overdue: row.overdue,
  }));
}

async function candidates(tx: Tx, district: number, area: Subtree): Promise<string[]> {
  const inArea = below(area, 'c.area_path');
  const [told, open, closed] = await Promise.all([
    sql<{ id: string }>`
      select e.case_id as id from app.live_events e
       where e.district = ${district} and e.payload->>'internal' is distinct from 'true' and e.payload->>'move' <> 'archive'
             ${below(area, 'e.area_path')}
       order by e.id desc limit ${most}`.execute(tx),
    sql<{ id: string }>`
      select c.id from app.cases c
       where c.district_id = ${district} and c.open ${inArea} order by c.state_since desc, c.id limit ${most}`.execute(
      tx,
    ),
    sql<{ id: string }>`
      select c.id from app.cases c
       where c.district_id = ${district} and c.closed_at is not null ${inArea}
       order by c.closed_at desc, c.id limit ${most}`.execute(tx),
  ]);
  return [...new Set([...told.rows, ...open.rows, ...closed.rows].map((row) => row.id))];
}
