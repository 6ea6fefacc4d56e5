// Writes the cases with their steps, photos and contacts, batch by batch, and what the server needs to go on from there:
// case numbers, the clocks of open states, and messages about what waits for somebody.
import type { State } from '#contract/lifecycle';
import type { Crypto } from '#kernel/crypto';
import { tokenHash, trackingToken } from '#modules/cases';
import type { DemoCase } from '../history/world.ts';
import type { People } from '../people.ts';
import type { Random } from '../random.ts';
import type { Batch, Clock, Contact } from './case-batches.ts';
import { caseColumns } from './case-lines.ts';
import type { Copy, Value } from './copy.ts';
import { photoColumns, stepColumns } from './step-rows.ts';

const contactColumns =
  'district_id id case_id token_hash joined anonymous name_cipher phone_cipher phone_index created_at'.split(' ');

function contactRow(contact: Contact, { district, crypto }: Writing): Value[] {
  const { id, caseId, joined, anonymous, name, phone, createdAt } = contact;
  return [
    district,
    id,
    caseId,
    tokenHash(trackingToken(crypto, district, id)),
    joined,
    anonymous,
    name && crypto.seal(name),
    phone && crypto.seal(phone),
    phone && crypto.blindIndex('resident-phone', phone),
    createdAt,
  ];
}

async function writeBatch(copy: Copy, { cases, steps, photos, contacts }: Batch, writing: Writing): Promise<void> {
  await copy.written('cases', caseColumns, cases, 'text');
  await copy.written('case_steps', stepColumns, steps, 'binary');
  await copy.written('case_photos', photoColumns, photos, 'text');
  const rows = contacts.map((contact) => contactRow(contact, writing));
  await copy('case_contacts', contactColumns, rows);
}

const waitingFor: Partial<Record<State, string>> = {
  reported: 'case.arrived',
  whistled: 'case.whistled',
  dispatched: 'case.dispatched',
  returned: 'case.returned',
  contested: 'case.contested',
  handled: 'case.to-check',
};

interface Telling {
  readonly people: People;
  readonly rng: Random;
  readonly now: Date;
}

/** In the application: to whoever holds the accountable post of what is open. */
function* messagesOf(one: DemoCase, { people, rng }: Telling): Generator<Value[]> {
  const { row } = one;
  const template = row.overdue_since ? 'case.overdue' : waitingFor[row.state];
  if (!template || !row.owner_post_id) return;
  const at = row.overdue_since ?? row.state_since;
  const params = { no: row.no, title: row.title, area: row.area_name, seq: row.seq, fromPost: null };
  for (const { id } of people.postWithId(row.owner_post_id).holders) {
    const message = rng.uuid(at.getTime());
    yield [row.district_id, message, 'app', id, null, template, params, row.id, row.area_path, 'sent', 1, null, at, at];
  }
}

const noGateway = '未配置短信通道（GEZHI_SMS）';

/** By text message to reporters: the demo has no gateway, so the newest wait in the stuck list. */
function* stuckOf(one: DemoCase, { rng }: Telling): Generator<Value[]> {
  const { row, contacts } = one;
  const accepted = one.steps.find((step) => step.move === 'accept');
  const contact = contacts.find(({ phone }) => phone !== null);
  if (!accepted || !contact) return;
  const { at } = accepted;
  const params = { no: row.no, title: row.title, area: row.area_name, seq: accepted.seq, fromPost: null };
  const id = rng.uuid(at.getTime());
  const path = row.area_path;
  yield [
    row.district_id,
    id,
    'sms',
    null,
    contact.id,
    'case.accepted',
    params,
    row.id,
    path,
    'stuck',
    1,
    noGateway,
    at,
    null,
  ];
}

async function writeMessages(copy: Copy, open: readonly DemoCase[], telling: Telling): Promise<void> {
  const columns =
    `district_id id channel account_id contact_id template params case_id area_path state attempts last_error
    created_at sent_at`.split(/\s+/);
  const rows = open.flatMap((one) => [...messagesOf(one, telling), ...stuckOf(one, telling)]);
  await copy('messages', columns, rows);
}

export interface Written {
  readonly cases: number;
  readonly steps: number;
  /** States whose clocks still run: the caller makes their jobs. */
  readonly clocks: readonly Clock[];
}

export interface Writing extends Telling {
  readonly district: number;
  readonly crypto: Crypto;
  readonly onCount: (cases: number) => void;
}

/** Streams the batches in while the next ones are made; memory holds a few of them and the cases that are open. */
export async function writeCases(copy: Copy, batches: AsyncIterable<Batch>, writing: Writing): Promise<Written> {
  const perDay = new Map<string, number>();
  const open: DemoCase[] = [];
  const clocks: Clock[] = [];
  let count = 0;
  let steps = 0;
  for await (const batch of batches) {
    await writeBatch(copy, batch, writing);
    for (const [today, n] of batch.days) perDay.set(today, (perDay.get(today) ?? 0) + n);
    open.push(...batch.open);
    clocks.push(...batch.clocks);
    count += batch.count;
    steps += batch.stepCount;
    if (batch.count > 0) writing.onCount(count);
  }
  const numbers = [...perDay].map(([today, n]) => [writing.district, today, n]);
  await copy('case_numbers', ['district_id', 'day', 'n'], numbers);
  // The threads' parts come as they are made; what follows from them must not depend on it.
  open.sort((one, two) => one.row.reported_at.getTime() - two.row.reported_at.getTime());
  await writeMessages(copy, open, writing);
  return { cases: count, steps, clocks };
}
