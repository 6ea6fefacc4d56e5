import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict } from '#kernel/database';
import { holdsDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { planDuty } from './appoint.ts';
import { dutyChanged, keepingFallback, postsOf } from './duty.ts';

/** Own leaves; those of others for whoever staffs posts. */
export async function listLeaves({ services, actor, query }: Call<'GET /api/leaves'>) {
  const { district } = actor;
  const accountId = query.accountId ?? actor.accountId;
  const now = services.clock();
  if (accountId !== actor.accountId && !holdsDistrictWide(actor, 'post.edit')) refuse('right.missing');
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const rows = await tx
      .selectFrom('leaves')
      .select(['id', 'account_id', 'from_at', 'to_at', 'reason', 'called_off_at'])
      .where('district_id', '=', district)
      .where('account_id', '=', accountId)
      .orderBy('from_at', 'desc')
      .limit(100)
      .execute();
    return {
      rows: rows.map((row) => ({
        id: row.id,
        accountId: row.account_id,
        from: row.from_at.toISOString(),
        to: row.to_at.toISOString(),
        reason: row.reason,
        calledOffAt: row.called_off_at?.toISOString() ?? null,
        // Who may see the leaves of an account may also end them: the refusal above is the same rule.
        mayCallOff: row.to_at > now && row.called_off_at === null,
      })),
    };
  });
}

/** Registers a leave: meanwhile deputies stand in, then the post above; the command room is never left empty. */
export async function registerLeave({ services, actor, body, address }: Call<'POST /api/leaves'>) {
  const { district } = actor;
  const now = services.clock();
  const { accountId } = body;
  const [from, to] = [new Date(body.from), new Date(body.to)];
  if (accountId !== actor.accountId && !holdsDistrictWide(actor, 'post.edit')) refuse('right.missing');
  if (to <= from) refuse('post.period');
  const ask = { id: body.commandId, name: 'leave.register', by: actor.accountId, body };
  return command(services, systemScope(district), ask, async (tx) => {
    const person = await tx
      .selectFrom('accounts')
      .select('name')
      .where('district_id', '=', district)
      .where('id', '=', accountId)
      .executeTakeFirst();
    if (!person) refuse('account.unknown');
    const absence = { from: new Date(Math.max(from.getTime(), now.getTime())), to };
    await keepingFallback(tx, district, absence, async () => {
      await tx
        .insertInto('leaves')
        .values({
          district_id: district,
          id: body.id,
          account_id: accountId,
          from_at: from,
          to_at: to,
          reason: body.reason,
        })
        .execute();
    });
    await planDuty(tx, { district, of: { accountId } }, now, [from, to]);
    const gone = from <= now && to > now;
    if (gone) await dutyChanged(services, tx, { district, postIds: await postsOf(tx, district, accountId, now) });
    const target = `${person.name} ${body.from} – ${body.to}`;
    const line = { district, accountId: actor.accountId, who: actor.name, action: 'leave.register', target } as const;
    await audit(tx, services, { ...line, address, outcome: 'done' });
    return { done: true as const };
  });
}
