import { randomInt } from 'node:crypto';
import { systemScope } from '#kernel/actor';
import { sameBytes } from '#kernel/crypto';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { render } from './templates.ts';

const minute = 60_000;
const validMs = 10 * minute;
const triesAllowed = 5;
/** A text message costs money and disturbs: one a minute and five a day to one phone. */
const pauseMs = minute;
const perDay = 5;

/** Sends a six-digit code that proves a phone. Refuses where no text messages are set up, and when asked too often. */
export async function sendPhoneCode(
  services: Services,
  district: number,
  phone: string,
  locale: 'zh-CN' | 'en' = 'zh-CN',
): Promise<void> {
  const { sms } = services.gateways;
  if (sms.missing() !== null) refuse('phone.no-sms');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const id = await inDistrict(services.database.app, systemScope(district), (tx) =>
    keepCode(services, tx, district, phone, code),
  );
  const { title, body } = render('phone.code', { code }, locale);
  // Not a row of messages: the code must not be readable afterwards.
  await sms.send({ to: phone, title, body, id }).catch((error: unknown) => {
    services.log.error({ err: error }, 'the SMS gateway failed');
    refuse('server.unavailable');
  });
}

async function keepCode(services: Services, tx: Tx, district: number, phone: string, code: string): Promise<string> {
  const now = services.clock();
  const phoneIndex = services.crypto.blindIndex('phone', phone);
  const sent = await tx
    .selectFrom('phone_codes')
    .select('created_at')
    .where('district_id', '=', district)
    .where('phone_index', '=', phoneIndex)
    .where('created_at', '>', new Date(now.getTime() - 24 * 60 * minute))
    .orderBy('created_at', 'desc')
    .execute();
  const wait = waitOf(
    sent.map((row) => row.created_at),
    now,
  );
  if (wait > 0) refuse('request.too-many', { seconds: Math.ceil(wait / 1000) });
  const id = oneAMinute(services, phone, now);
  const kept = await tx
    .insertInto('phone_codes')
    .values({
      district_id: district,
      id,
      phone_index: phoneIndex,
      code_hash: services.crypto.blindIndex('phone-code', `${id} ${code}`),
      created_at: now,
      expires_at: new Date(now.getTime() + validMs),
    })
    .onConflict((on) => on.columns(['district_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept?.id ?? refuse('request.too-many', { seconds: pauseMs / 1000 });
}

/** An id made of phone and minute: of requests at the same moment, none of which sees the others, one is kept. */
function oneAMinute({ crypto }: Services, phone: string, now: Date): string {
  const hex = crypto.blindIndex('phone-code-id', `${phone} ${Math.floor(now.getTime() / minute)}`).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Milliseconds until the next code may be sent, given those of the last day, newest first. */
export function waitOf(sent: readonly Date[], now: Date): number {
  const [newest] = sent;
  if (!newest) return 0;
  const oldestOfFive = sent[perDay - 1];
  const byPause = newest.getTime() + pauseMs - now.getTime();
  const byDay = oldestOfFive ? oldestOfFive.getTime() + 24 * 60 * minute - now.getTime() : 0;
  return Math.max(0, byPause, byDay);
}

/** Checks a code; refuses a wrong, used or expired one. Five tries a code, counted even though the answer is a refusal. */
export async function provePhone(services: Services, district: number, phone: string, code: string): Promise<void> {
  const fits = await inDistrict(services.database.app, systemScope(district), (tx) =>
    tryCode(services, tx, district, phone, code),
  );
  if (!fits) refuse('phone.wrong-code');
}

async function tryCode(services: Services, tx: Tx, district: number, phone: string, code: string): Promise<boolean> {
  const now = services.clock();
  const row = await tx
    .selectFrom('phone_codes')
    .select(['id', 'code_hash', 'tries'])
    .where('district_id', '=', district)
    .where('phone_index', '=', services.crypto.blindIndex('phone', phone))
    .where('expires_at', '>', now)
    .where('used_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.tries >= triesAllowed) return false;
  const fits = sameBytes(row.code_hash, services.crypto.blindIndex('phone-code', `${row.id} ${code.trim()}`));
  await tx
    .updateTable('phone_codes')
    .set((on) => ({ tries: on('tries', '+', 1), ...(fits && { used_at: now }) }))
    .where('district_id', '=', district)
    .where('id', '=', row.id)
    .execute();
  return fits;
}
