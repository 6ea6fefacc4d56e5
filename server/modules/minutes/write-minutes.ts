import { sql } from 'kysely';
import type { Answer, Ask } from '#contract/api';
import type { NewLine } from '#contract/minutes';
import { may, scopeOf } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { laterAll } from '#kernel/jobs';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { areaPathOf } from './area-path.ts';
import { isDay } from './line-rows.ts';
import { reminderOf } from './remind-of-line.job.ts';

type Route = 'POST /api/minutes';

/** Writes a meeting down with its lines: all of it or nothing. */
export async function writeMinutes({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  checkLines(body);
  const { commandId, ...given } = body;
  const { district, accountId, name: who } = actor;
  const ask = { id: commandId, name: 'write-minutes', by: accountId, body: given };
  return command(services, scopeOf(actor, 'minutes.edit'), ask, async (tx) => {
    const areaPath = await areaPathOf(tx, district, given.areaId);
    if (!may(actor, 'minutes.edit', { areaPath, unitId: null, ownerPostId: null })) refuse('right.missing');
    await needPosts(tx, district, given.lines);
    const at = services.clock();
    const written = await tx
      .insertInto('meetings')
      .values({
        district_id: district,
        id: given.id,
        area_id: given.areaId,
        area_path: areaPath,
        title: given.title.trim(),
        held_on: given.heldOn,
        body: given.text,
        by_account: accountId,
        created_at: at,
      })
      .onConflict((on) => on.columns(['district_id', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!written) refuse('command.reused');
    const lines = given.lines.map((line, n) => lineRow(district, given.id, areaPath, line, n + 1, at));
    const { numInsertedOrUpdatedRows: kept } = await tx
      .insertInto('meeting_lines')
      .values(lines)
      .onConflict((on) => on.columns(['district_id', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (Number(kept) !== lines.length) refuse('command.reused');
    await laterAll(
      tx,
      given.lines.flatMap(({ id, postId, dueOn }) => (postId && dueOn ? reminderOf(district, id, dueOn) : [])),
    );
    await audit(tx, services, {
      ...{ district, accountId, who, address, target: given.title.trim() },
      ...{ action: 'minutes.write', outcome: 'done', detail: `${lines.length} lines` },
    });
    return { id: given.id };
  });
}

function lineRow(district: number, meetingId: string, areaPath: string, line: NewLine, n: number, at: Date) {
  return {
    district_id: district,
    id: line.id,
    meeting_id: meetingId,
    area_path: areaPath,
    n,
    matter: line.matter.trim(),
    responsible: line.responsible.trim(),
    post_id: line.postId,
    due_on: line.dueOn,
    state: 'open',
    changed_at: at,
  };
}

/** What the shape alone cannot say. */
function checkLines({ heldOn, title, lines }: Pick<Ask<Route>['body'], 'heldOn' | 'title' | 'lines'>): void {
  const wrong = [heldOn, ...lines.flatMap(({ dueOn }) => dueOn ?? [])].find((day) => !isDay(day));
  if (wrong !== undefined) refuse('minutes.bad-day', { day: wrong });
  const empty = lines.findIndex(({ matter }) => matter.trim() === '');
  if (title.trim() === '' || empty !== -1) refuse('minutes.empty', { n: empty + 1 });
  const nobody = lines.findIndex(({ responsible, postId }) => responsible.trim() === '' && postId === null);
  if (nobody !== -1) refuse('minutes.nobody', { n: nobody + 1 });
}

async function needPosts(tx: Tx, district: number, lines: readonly NewLine[]): Promise<void> {
  const ids = [...new Set(lines.flatMap(({ postId }) => postId ?? []))];
  if (ids.length === 0) return;
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from app.posts p
     where p.district_id = ${district} and p.id = any(${ids}::uuid[]) and p.ended_at is null`.execute(tx);
  if (rows[0]?.n !== ids.length) refuse('post.unknown');
}
