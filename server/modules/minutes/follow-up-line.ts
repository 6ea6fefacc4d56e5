import { sql } from 'kysely';
import type { FollowUpKind, LineState } from '#contract/minutes';
import { type Actor, may, scopeOf } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict, type Tx } from '#kernel/database';
import { laterAll } from '#kernel/jobs';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { isDay } from './line-rows.ts';
import { reminderOf } from './remind-of-line.job.ts';

/** From which states a follow-up may be written, and where it leads; null: the state stays. */
const rules: Record<FollowUpKind, { from: readonly LineState[]; to: LineState | null }> = {
  note: { from: ['open', 'filed', 'done', 'dropped'], to: null },
  due: { from: ['open', 'filed'], to: null },
  done: { from: ['open'], to: 'done' },
  dropped: { from: ['open'], to: 'dropped' },
  reopened: { from: ['done', 'dropped'], to: 'open' },
};

const stateWords: Record<LineState, { 'state:zh': string; 'state:en': string }> = {
  open: { 'state:zh': '待办', 'state:en': 'to do' },
  filed: { 'state:zh': '已成为案件', 'state:en': 'a case' },
  done: { 'state:zh': '已办结', 'state:en': 'done' },
  dropped: { 'state:zh': '不再办', 'state:en': 'dropped' },
};

/** Writes down how a line stands; of a line that is a case only notes and the day: the rest the case says. */
export async function followUpLine({
  services,
  actor,
  params,
  body,
}: Call<'POST /api/minutes/:id/lines/:lineId/follow-ups'>): Promise<{ done: true }> {
  const { commandId, kind, note, dueOn } = body;
  const rule = rules[kind];
  if (note.trim() === '') refuse('minutes.needs-note');
  if (kind === 'due' && !isDay(dueOn ?? '')) refuse('minutes.bad-day', { day: dueOn ?? '' });
  const { district, accountId } = actor;
  const ask = { id: commandId, name: 'follow-up-line', by: accountId, body: { ...params, kind, note, dueOn } };
  return command(services, scopeOf(actor, 'minutes.edit'), ask, async (tx) => {
    const line = await lockLine(tx, actor, params);
    if (!rule.from.includes(line.state)) refuse('minutes.not-from-here', stateWords[line.state]);
    const day = kind === 'due' ? (dueOn ?? null) : null;
    await changeLine(services, tx, actor, params.lineId, {
      ...(rule.to && { state: rule.to }),
      ...(day && { due_on: day }),
    });
    await writeFollowUp(services, tx, actor, params.lineId, { kind, note: note.trim(), dueOn: day });
    if (day && line.postId) await laterAll(tx, [reminderOf(district, params.lineId, day)]);
    return { done: true as const };
  });
}

/** From then on the case says how the line stands. */
export async function tieLineToCase({
  services,
  actor,
  params,
  body,
}: Call<'POST /api/minutes/:id/lines/:lineId/case'>): Promise<{ done: true }> {
  const { commandId, caseId } = body;
  const { accountId } = actor;
  const no = await caseWithinReach(services, actor, caseId);
  const ask = { id: commandId, name: 'tie-line-to-case', by: accountId, body: { ...params, caseId } };
  return command(services, scopeOf(actor, 'minutes.edit'), ask, async (tx) => {
    const line = await lockLine(tx, actor, params);
    if (line.caseId) refuse('minutes.already-case', { no: line.caseNo ?? '' });
    if (line.state !== 'open') refuse('minutes.not-from-here', stateWords[line.state]);
    await changeLine(services, tx, actor, params.lineId, { state: 'filed', case_id: caseId });
    await writeFollowUp(services, tx, actor, params.lineId, { kind: 'linked', note: no, dueOn: null });
    return { done: true as const };
  });
}

/** Its number; refused where this reader may not see it. */
async function caseWithinReach(services: Services, actor: Actor, caseId: string): Promise<string> {
  const found = await inDistrict(services.database.app, scopeOf(actor), (tx) =>
    tx
      .selectFrom('cases')
      .select('no')
      .where('district_id', '=', actor.district)
      .where('id', '=', caseId)
      .executeTakeFirst(),
  );
  return found?.no ?? refuse('case.unknown');
}

interface Locked {
  state: LineState;
  caseId: string | null;
  /** Null where this reader may not see the case. */
  caseNo: string | null;
  postId: string | null;
  areaPath: string;
}

async function lockLine(tx: Tx, actor: Actor, { id, lineId }: { id: string; lineId: string }): Promise<Locked> {
  const { district } = actor;
  const { rows } = await sql<Locked>`
    select l.state, l.case_id as "caseId", c.no as "caseNo", l.post_id as "postId", l.area_path as "areaPath"
      from app.meeting_lines l left join app.cases c on c.district_id = ${district} and c.id = l.case_id
     where l.district_id = ${district} and l.id = ${lineId} and l.meeting_id = ${id}
       for update of l`.execute(tx);
  const line = rows[0] ?? refuse('minutes.line-unknown');
  if (!may(actor, 'minutes.edit', { areaPath: line.areaPath, unitId: null, ownerPostId: null }))
    refuse('right.missing');
  return line;
}

async function changeLine(
  services: Services,
  tx: Tx,
  { district }: Actor,
  lineId: string,
  fields: { state?: LineState; due_on?: string; case_id?: string },
): Promise<void> {
  await tx
    .updateTable('meeting_lines')
    .set({ ...fields, changed_at: services.clock() })
    .where('district_id', '=', district)
    .where('id', '=', lineId)
    .execute();
}

async function writeFollowUp(
  services: Services,
  tx: Tx,
  { district, accountId }: Actor,
  lineId: string,
  { kind, note, dueOn }: { kind: FollowUpKind | 'linked'; note: string; dueOn: string | null },
): Promise<void> {
  const { rows } = await sql<{ seq: number }>`
    select coalesce(max(f.seq), 0) + 1 as seq from app.meeting_follow_ups f
     where f.district_id = ${district} and f.line_id = ${lineId}`.execute(tx);
  const seq = rows[0]?.seq ?? 1;
  await tx
    .insertInto('meeting_follow_ups')
    .values({
      district_id: district,
      line_id: lineId,
      seq,
      at: services.clock(),
      by_account: accountId,
      kind,
      note,
      due_on: dueOn,
    })
    .execute();
}
