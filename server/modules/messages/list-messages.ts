import { sql } from 'kysely';
import type { MessageRow } from '#contract/messages';
import { areasFor, systemScope } from '#kernel/actor';
import { maskEmail, maskPhone } from '#kernel/crypto';
import { inDistrict, type Tx } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { render, type TemplateParams } from './templates.ts';

interface Stored {
  id: string;
  channel: MessageRow['channel'];
  name: string | null;
  emailCipher: Buffer | null;
  contactId: string | null;
  template: string;
  params: TemplateParams;
  state: MessageRow['state'];
  attempts: number;
  lastError: string | null;
  nextAt: Date | null;
  createdAt: Date;
  sentAt: Date | null;
  caseId: string | null;
}

/** What was and will be sent out in the reader's areas; asked for state 'stuck', what a person has to look at. */
export async function listMessages({ services, actor, query, locale }: Call<'GET /api/messages'>) {
  const { district } = actor;
  const limit = query.limit ?? 50;
  const after = readCursor(query.after, ['instant', 'id']);
  const areas = areasFor(actor, 'message.read');
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const rows = await readMessages(tx, district, areas, query.state ?? null, after, limit + 1);
    const page = pageOf(rows, limit, (row) => [row.createdAt, row.id]);
    const phones = await contactPhones(services, tx, district, page.rows);
    return { rows: page.rows.map((row) => toRow(services, row, phones, locale)), next: page.next };
  });
}

async function readMessages(
  tx: Tx,
  district: number,
  areas: readonly string[],
  state: string | null,
  after: readonly [string, string] | null,
  limit: number,
): Promise<Stored[]> {
  const [afterAt, afterId] = after ?? [null, null];
  const { rows } = await sql<Stored>`
    select m.id, m.channel, k.name, k.email_cipher as "emailCipher", m.contact_id as "contactId", m.template, m.params,
           m.state, m.attempts, m.last_error as "lastError", m.next_at as "nextAt", m.created_at as "createdAt",
           m.sent_at as "sentAt", m.case_id as "caseId"
      from app.messages m
      left join app.accounts k on k.district_id = ${district} and k.id = m.account_id
     where m.district_id = ${district} and m.area_path ^@ any(${areas}::text[])
       and (${state}::text is null or m.state = ${state}::text)
       and (${afterAt}::timestamptz is null or (m.created_at, m.id) < (${afterAt}::timestamptz, ${afterId}::uuid))
     order by m.created_at desc, m.id desc
     limit ${limit}`.execute(tx);
  return rows;
}

/** Masked phones of the reporters on this page; their cases are opened for it, within the reader's areas. */
async function contactPhones({ crypto }: Services, tx: Tx, district: number, rows: readonly Stored[]) {
  const wanted = rows.filter((row) => row.contactId !== null && row.caseId !== null);
  if (wanted.length === 0) return new Map<string, string>();
  const cases = [...new Set(wanted.map((row) => row.caseId))];
  await sql`select app.open_case(${district}, k.id) from unnest(${cases}::uuid[]) as k(id)`.execute(tx);
  const { rows: contacts } = await sql<{ id: string; cipher: Buffer | null }>`
    select c.id, c.phone_cipher as cipher from app.case_contacts c
     where c.district_id = ${district} and c.id = any(${wanted.map((row) => row.contactId)}::uuid[])`.execute(tx);
  return new Map(contacts.map(({ id, cipher }) => [id, cipher ? maskPhone(crypto.open(cipher)) : '']));
}

function toRow(services: Services, row: Stored, phones: Map<string, string>, locale: string): MessageRow {
  return {
    id: row.id,
    channel: row.channel,
    to: recipient(services, row, phones),
    template: row.template,
    ...render(row.template, row.params, locale),
    state: row.state,
    attempts: row.attempts,
    lastError: row.lastError,
    nextAt: row.nextAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    caseId: row.caseId,
    caseNo: typeof row.params.no === 'string' ? row.params.no : null,
  };
}

function recipient({ crypto }: Services, row: Stored, phones: Map<string, string>): string {
  if (row.contactId !== null) return phones.get(row.contactId) ?? '';
  if (row.channel === 'email' && row.emailCipher) return `${row.name ?? ''} ${maskEmail(crypto.open(row.emailCipher))}`;
  return row.name ?? '';
}
