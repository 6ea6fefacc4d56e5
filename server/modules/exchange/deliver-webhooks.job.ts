import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { nextDue, planRun } from './plan-deliveries.ts';
import { type Posted, postWebhook } from './post-webhook.ts';
import { webhookHeaders } from './sign-webhook.ts';
import { tellPaused } from './tell-webhook-paused.ts';

/** 1, 2, 4 … 64 minutes: eight tries in about two hours, like messages; then a person looks. */
export const triesAllowed = 8;
const firstWaitMs = 60_000;
/** After a failure the whole address rests: 5, 10, 20 … 60 s. */
const restMs = { first: 5_000, most: 60_000 };
/** An address that took nothing for so long and so often is paused; what happens meanwhile is kept. */
const pauseAfter = { failures: 20, ms: 3 * 3600_000 };
/** Then others have their turn. */
const runMs = 20_000;

interface Claimed {
  id: string;
  payload: string;
  attempts: number;
  url: string;
  secret: string;
}

export function webhookTasks(services: Services): Pick<TaskList, 'exchange.deliver'> {
  return {
    'exchange.deliver': ({ district, webhookId }, { signal }) => deliverDue(services, district, webhookId, signal),
  };
}

/** Sends what is due, one after the other, until nothing is, one fails, or its time is up; then plans the next run. */
export async function deliverDue(
  services: Services,
  district: number,
  webhookId: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const scope = systemScope(district);
  const began = performance.now();
  for (let going = true; going; ) {
    const claimed = await inDistrict(services.database.app, scope, (tx) => claim(services, tx, district, webhookId));
    if (!claimed) return;
    const posted = await send(services, claimed);
    await inDistrict(services.database.app, scope, (tx) => note(services, tx, district, webhookId, claimed, posted));
    going = posted.ok && !signal.aborted && performance.now() - began < runMs;
  }
  await inDistrict(services.database.app, scope, (tx) => planNext(services, tx, district, webhookId));
}

/**
 * Takes the next due delivery and counts the try before it is made: a process that dies while sending has used it up and
 * the next one comes after the usual wait. Nothing due: plans the next run and gives null.
 */
async function claim(services: Services, tx: Tx, district: number, webhookId: string): Promise<Claimed | null> {
  const hook = await lockHook(tx, district, webhookId);
  if (!hook || hook.pausedAt) return null;
  const now = services.clock();
  const due = await nextDue(tx, district, webhookId);
  if (!due) return null;
  const notBefore = laterOf(due.nextAt, hook.holdUntil);
  if (notBefore > now) {
    await planRun(tx, district, webhookId, notBefore);
    return null;
  }
  const { payload, attempts } = await tx
    .updateTable('webhook_deliveries')
    .set((on) => ({ attempts: on('attempts', '+', 1), next_at: new Date(now.getTime() + firstWaitMs) }))
    .where('district_id', '=', district)
    .where('id', '=', due.id)
    .returning(['payload', 'attempts'])
    .executeTakeFirstOrThrow();
  return { id: due.id, payload, attempts, url: hook.url, secret: services.crypto.open(hook.secretCipher) };
}

function lockHook(tx: Tx, district: number, webhookId: string) {
  return tx
    .selectFrom('webhooks')
    .select(['url', 'name', 'secret_cipher as secretCipher', 'paused_at as pausedAt', 'hold_until as holdUntil'])
    .select(['failures', 'failing_since as failingSince'])
    .where('district_id', '=', district)
    .where('id', '=', webhookId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

function laterOf(one: Date, other: Date | null): Date {
  return other && other > one ? other : one;
}

function send(services: Services, { id, payload, url, secret }: Claimed): Promise<Posted> {
  const headers = {
    ...webhookHeaders(secret, id, payload, services.clock()),
    'user-agent': `Gezhi/${services.config.version}`,
  };
  return postWebhook(url, headers, payload, services.config.webhookNetworks);
}

async function note(
  services: Services,
  tx: Tx,
  district: number,
  webhookId: string,
  { id, attempts }: Claimed,
  posted: Posted,
): Promise<void> {
  const now = services.clock();
  const hook = await lockHook(tx, district, webhookId);
  const stuck = !posted.ok && attempts >= triesAllowed;
  await tx
    .updateTable('webhook_deliveries')
    .set({
      state: posted.ok ? 'sent' : stuck ? 'stuck' : 'waiting',
      next_at: new Date(now.getTime() + firstWaitMs * 2 ** (attempts - 1)),
      last_status: posted.status,
      last_error: posted.fault,
      last_answer: posted.answer,
      sent_at: posted.ok ? now : null,
    })
    .where('district_id', '=', district)
    .where('id', '=', id)
    // Dropped by a person, or the webhook deleted, while it was under way: that stays, but what arrived, arrived.
    .where('state', 'in', posted.ok ? ['waiting', 'dropped'] : ['waiting'])
    .execute();
  if (hook) await noteHook(services, tx, district, webhookId, hook, posted.ok);
}

type Hook = NonNullable<Awaited<ReturnType<typeof lockHook>>>;

async function noteHook(
  services: Services,
  tx: Tx,
  district: number,
  webhookId: string,
  hook: Hook,
  ok: boolean,
): Promise<void> {
  const now = services.clock();
  const failures = ok ? 0 : hook.failures + 1;
  const since = ok ? null : (hook.failingSince ?? now);
  const pause = shouldPause(failures, since, now) && !hook.pausedAt;
  await tx
    .updateTable('webhooks')
    .set({
      failures,
      failing_since: since,
      hold_until: ok ? null : new Date(now.getTime() + Math.min(restMs.most, restMs.first * 2 ** (failures - 1))),
      ...(ok ? { succeeded_at: now } : {}),
      ...(pause ? { paused_at: now, paused_why: 'failures' } : {}),
    })
    .where('district_id', '=', district)
    .where('id', '=', webhookId)
    .execute();
  if (pause) await tellPaused(services, tx, district, hook.name);
}

export function shouldPause(failures: number, since: Date | null, now: Date): boolean {
  return since !== null && failures >= pauseAfter.failures && now.getTime() - since.getTime() >= pauseAfter.ms;
}

async function planNext(services: Services, tx: Tx, district: number, webhookId: string): Promise<void> {
  const hook = await lockHook(tx, district, webhookId);
  if (!hook || hook.pausedAt) return;
  const due = await nextDue(tx, district, webhookId);
  if (due) await planRun(tx, district, webhookId, laterOf(laterOf(due.nextAt, hook.holdUntil), services.clock()));
}
