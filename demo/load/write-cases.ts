// Writes the cases with their steps, photos and contacts, batch by batch, and what the server needs to go on from there:
// case numbers, the clocks of open states, and messages about what waits for somebody.
import type { State } from '#contract/lifecycle';
import { searchTokens } from '#kernel/chinese-words';
import type { Crypto } from '#kernel/crypto';
import { shanghaiDay, tokenHash, trackingToken } from '#modules/cases';
import type { CaseColumns, DemoCase } from '../history/world.ts';
import type { People } from '../people.ts';
import type { Random } from '../random.ts';
import type { Batch } from './case-batches.ts';
import type { Copy, Value } from './copy.ts';
import { photoColumns, stepColumns } from './step-lines.ts';

const caseColumns = `district_id id no seq last_hash title body state origin_state handler_state level category_code
  category_name risk source area_id area_path area_name whistle_level address address_id lon lat accuracy place_source
  unit_id owner_post_id handled_by closed_by reported_by reported_at state_since due_at total_due_at near_at clock total_clock held
  overdue_since handled_at checked_at closed_at archived_at first_closed_at open me_too returns reopens reworks
  self_handled rating merged_into thumb_file_id`.split(/\s+/) as (keyof CaseColumns)[];
function caseRow({ row }: DemoCase): Value[] {
  const tokens = searchTokens([row.title, row.body, row.address, row.area_name].join(' '));
  // Only clocks that run are ever counted again.
  const kept = row.open ? row : { ...row, near_at: null, clock: null, total_clock: null };
  return [...caseColumns.map((column) => kept[column]), tokens];
}

function contactRows({ row, contacts }: DemoCase, crypto: Crypto): Value[][] {
  return contacts.map(({ id, joined, anonymous, name, phone, createdAt }) => [
    row.district_id,
    id,
    row.id,
    tokenHash(trackingToken(crypto, row.district_id, id)),
    joined,
    anonymous,
    name && crypto.seal(name),
    phone && crypto.seal(phone),
    phone && crypto.blindIndex('resident-phone', phone),
    createdAt,
  ]);
}

async function writeBatch(copy: Copy, crypto: Crypto, { cases, steps, photos }: Batch): Promise<void> {
  await copy('cases', [...caseColumns, 'tokens'], cases.map(caseRow));
  await copy.lines('case_steps', stepColumns, steps);
  await copy.lines('case_photos', photoColumns, photos);
  await copy(
    'case_contacts',
    'district_id id case_id token_hash joined anonymous name_cipher phone_cipher phone_index created_at'.split(' '),
    cases.flatMap((one) => contactRows(one, crypto)),
  );
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

export interface Clock {
  readonly caseId: string;
  readonly dueAt: Date;
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
  const note = (one: DemoCase) => {
    const { row } = one;
    const today = shanghaiDay(row.reported_at);
    perDay.set(today, (perDay.get(today) ?? 0) + 1);
    if (row.open) open.push(one);
    if (row.due_at) clocks.push({ caseId: row.id, dueAt: row.due_at });
  };
  for await (const batch of batches) {
    batch.cases.forEach(note);
    await writeBatch(copy, writing.crypto, batch);
    count += batch.cases.length;
    steps += batch.stepCount;
    if (!batch.last) writing.onCount(count);
  }
  const numbers = [...perDay].map(([today, n]) => [writing.district, today, n]);
  await copy('case_numbers', ['district_id', 'day', 'n'], numbers);
  await writeMessages(copy, open, writing);
  return { cases: count, steps, clocks };
}
