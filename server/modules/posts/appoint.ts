import { sql } from 'kysely';
import type { Role } from '#contract/rights';
import { type Actor, may, systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { type JobPayloads, later } from '#kernel/jobs';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { dutyChanged } from './duty.ts';
import { readPost } from './list-posts.ts';

/** System, security and audit: three persons, so that nobody grants himself rights and wipes the trace. */
const administrators: readonly string[] = ['sysAdmin', 'securityAdmin', 'auditAdmin'] satisfies Role[];

export interface PostPlace {
  title: string;
  role: string;
  areaPath: string | null;
}

export async function appointHolder(call: Call<'POST /api/posts/:id/holders'>) {
  const { services, actor, body, params } = call;
  const { district, accountId: by } = actor;
  const now = services.clock();
  const from = body.from === undefined ? now : new Date(body.from);
  const to = body.to ? new Date(body.to) : null;
  if (to !== null && to <= from) refuse('post.period');
  const ask = { id: body.commandId, name: 'post.appoint', by, body: { ...body, post: params.id } };
  return command(services, systemScope(district), ask, async (tx) => {
    const post = await postPlace(tx, district, params.id);
    needAppointing(actor, post);
    // Rights that one gives to oneself are no rights.
    if (body.accountId === by) refuse('right.missing');
    const person = await lockAccount(tx, district, body.accountId);
    const appointment = { id: services.ids(), postId: params.id, accountId: body.accountId, kind: body.kind, from, to };
    await appoint(tx, district, appointment, post.role);
    await planDuty(tx, { district, of: { postId: params.id } }, now, [from, to]);
    await dutyChanged(services, tx, { district, postIds: [params.id] });
    const target = `${person.name} → ${post.title} (${body.kind})`;
    const line = { district, accountId: by, who: actor.name, action: 'post.appoint', target } as const;
    await audit(tx, services, { ...line, address: call.address, outcome: 'done' });
    return readPost(tx, actor, params.id, now);
  });
}

/** Staffing belongs to the system administrator; who administers, to the security administrator. */
export function needAppointing(actor: Actor, post: PostPlace): void {
  if (administrators.includes(post.role)) needDistrictWide(actor, 'account.rights');
  else if (post.areaPath === null) needDistrictWide(actor, 'post.edit');
  else if (!may(actor, 'post.edit', { areaPath: post.areaPath, unitId: null, ownerPostId: null }))
    refuse('right.missing');
}

export async function postPlace(tx: Tx, district: number, id: string): Promise<PostPlace> {
  const post = await tx
    .selectFrom('posts as p')
    .leftJoin('areas as a', (on) => on.on('a.district_id', '=', district).onRef('a.id', '=', 'p.area_id'))
    .select(['p.title', 'p.role', 'a.path as areaPath'])
    .where('p.district_id', '=', district)
    .where('p.id', '=', id)
    .where('p.ended_at', 'is', null)
    .executeTakeFirst();
  return post ?? refuse('post.unknown');
}

/** Locked, so that two appointments at once cannot make one person two kinds of administrator. */
async function lockAccount(tx: Tx, district: number, id: string): Promise<{ name: string }> {
  const account = await tx
    .selectFrom('accounts')
    .select('name')
    .where('district_id', '=', district)
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return account ?? refuse('account.unknown');
}

export interface Appointment {
  id: string;
  postId: string;
  accountId: string;
  kind: 'holder' | 'deputy';
  from: Date;
  to: Date | null;
}

/** Writes an appointment; refuses a second one to the same post, and a second kind of administration. */
export async function appoint(tx: Tx, district: number, one: Appointment, role: string): Promise<void> {
  const { rows } = await sql<{ postId: string; role: string }>`
    select h.post_id as "postId", p.role
      from app.post_holders h
      join app.posts p on p.district_id = ${district} and p.id = h.post_id and p.ended_at is null
     where h.district_id = ${district} and h.account_id = ${one.accountId}
       and (h.to_at is null or h.to_at > ${one.from}) and (${one.to}::timestamptz is null or h.from_at < ${one.to}::timestamptz)
  `.execute(tx);
  if (rows.some((held) => held.postId === one.postId)) refuse('post.already-held');
  const other = (held: { role: string }) => administrators.includes(held.role) && held.role !== role;
  if (administrators.includes(role) && rows.some(other)) refuse('post.conflict');
  await tx
    .insertInto('post_holders')
    .values({
      district_id: district,
      id: one.id,
      post_id: one.postId,
      account_id: one.accountId,
      kind: one.kind,
      from_at: one.from,
      to_at: one.to,
    })
    .execute();
}

declare module '#kernel/jobs' {
  interface JobPayloads {
    /** At this moment people come or go by time alone: of one post, or whatever posts one account has then. */
    'posts.duty': { district: number; of: { postId: string } | { accountId: string } };
  }
}

/** A job for each future instant at which people come or go. */
export async function planDuty(
  tx: Tx,
  payload: JobPayloads['posts.duty'],
  now: Date,
  instants: readonly (Date | null)[],
): Promise<void> {
  for (const runAt of instants) {
    if (runAt !== null && runAt > now) await later(tx, 'posts.duty', payload, { runAt });
  }
}
