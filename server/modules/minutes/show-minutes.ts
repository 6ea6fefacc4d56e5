import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { may, scopeOf } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { dayOf, type LineRow, lineColumns, lineJoins, withCaseStates } from './line-rows.ts';

type Route = 'GET /api/minutes/:id';
type FollowUp = Answer<Route>['lines'][number]['followUps'][number];

interface Found {
  id: string;
  title: string;
  heldOn: string;
  areaId: string;
  areaName: string;
  areaPath: string;
  by: string | null;
  createdAt: Date;
  text: string;
}

export function showMinutes({ services, actor, params }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  return inDistrict(services.database.app, scopeOf(actor, 'minutes.read'), async (tx) => {
    const found = (await readMeeting(tx, district, params.id)) ?? refuse('minutes.unknown');
    const { rows: lines } = await sql<LineRow>`
      select ${lineColumns(district, dayOf(services.clock()))} from app.meeting_lines l ${lineJoins(district)}
       where l.district_id = ${district} and l.meeting_id = ${params.id} order by l.n`.execute(tx);
    const followUps = await readFollowUps(tx, district, params.id);
    const { areaPath, createdAt, ...meeting } = found;
    return {
      ...meeting,
      createdAt: createdAt.toISOString(),
      mayEdit: may(actor, 'minutes.edit', { areaPath, unitId: null, ownerPostId: null }),
      lines: (await withCaseStates(services, district, lines)).map((line) => ({
        ...line,
        followUps: followUps.get(line.id) ?? [],
      })),
    };
  });
}

async function readMeeting(tx: Tx, district: number, id: string): Promise<Found | null> {
  const { rows } = await sql<Found>`
    select m.id, m.title, m.held_on::text as "heldOn", m.area_id as "areaId", a.name as "areaName", m.area_path as "areaPath",
           k.name as by, m.created_at as "createdAt", m.body as text
      from app.meetings m
      join app.areas a on a.district_id = ${district} and a.id = m.area_id
      left join app.accounts k on k.district_id = ${district} and k.id = m.by_account
     where m.district_id = ${district} and m.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** All that was written down, by line, in its order. */
async function readFollowUps(tx: Tx, district: number, meetingId: string): Promise<Map<string, FollowUp[]>> {
  const { rows } = await sql<Omit<FollowUp, 'at'> & { at: Date; lineId: string }>`
    select f.line_id as "lineId", f.at, coalesce(k.name, '') as by, f.kind, f.note, f.due_on::text as "dueOn"
      from app.meeting_follow_ups f
      join app.meeting_lines l on l.district_id = ${district} and l.id = f.line_id
      left join app.accounts k on k.district_id = ${district} and k.id = f.by_account
     where f.district_id = ${district} and l.meeting_id = ${meetingId}
     order by f.line_id, f.seq`.execute(tx);
  const found = new Map<string, FollowUp[]>();
  for (const { lineId, at, ...row } of rows)
    found.set(lineId, [...(found.get(lineId) ?? []), { ...row, at: at.toISOString() }]);
  return found;
}
