import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { mostNotes } from '#contract/notes';
import { type Actor, scopeOf, systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';

type Note = Answer<'PUT /api/notes/:id'>;
interface Row {
  id: string;
  cipher: Buffer;
  notedAt: Date;
  changedAt: Date;
  lon: number | null;
  lat: number | null;
  caseId: string | null;
  caseNo: string | null;
}

/** Own notes only: the account stands in every question. */
export function listNotes({ services, actor }: Call<'GET /api/notes'>): Promise<{ rows: Note[] }> {
  return inDistrict(services.database.app, systemScope(actor.district), async (tx) => ({
    rows: (await readNotes(tx, actor)).map((row) => noteOf(services, row)),
  }));
}

async function readNotes(tx: Tx, { district, accountId }: Actor, id: string | null = null): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select q.id, q.body_cipher as cipher, q.noted_at as "notedAt", q.changed_at as "changedAt", q.lon, q.lat,
           q.case_id as "caseId", c.no as "caseNo"
      from app.quick_notes q left join app.cases c on c.district_id = ${district} and c.id = q.case_id
     where q.district_id = ${district} and q.account_id = ${accountId} and (${id}::uuid is null or q.id = ${id}::uuid)
     order by q.noted_at desc, q.id desc limit ${mostNotes}`.execute(tx);
  return rows;
}

function noteOf({ crypto }: Pick<Services, 'crypto'>, row: Row): Note {
  const { cipher, lon, lat, notedAt, changedAt, ...rest } = row;
  return {
    ...rest,
    body: crypto.open(cipher),
    notedAt: notedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    point: lon === null || lat === null ? null : { lon, lat },
  };
}

/**
 * Put there by its id, as often as the phone sends it. Of two versions the later one stays, whichever comes first; a note
 * that became a case stays one.
 */
export async function bringNote({ services, actor, params, body }: Call<'PUT /api/notes/:id'>): Promise<Note> {
  const { district, accountId } = actor;
  if (new Date(body.changedAt).getTime() > services.clock().getTime() + 24 * 3600_000) refuse('input.clock');
  if (body.caseId) await needCase(services, actor, body.caseId);
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    await needRoom(tx, actor, params.id);
    const cipher = services.crypto.seal(body.body.trim());
    const [lon, lat] = [body.point?.lon ?? null, body.point?.lat ?? null];
    await sql`
      insert into app.quick_notes (district_id, id, account_id, body_cipher, noted_at, changed_at, lon, lat, case_id)
      values (${district}, ${params.id}, ${accountId}, ${cipher}, ${new Date(body.notedAt)}, ${new Date(body.changedAt)},
              ${lon}, ${lat}, ${body.caseId ?? null}::uuid)
      on conflict (district_id, id) do update
         set body_cipher = excluded.body_cipher, changed_at = excluded.changed_at, lon = excluded.lon, lat = excluded.lat,
             case_id = coalesce(excluded.case_id, quick_notes.case_id)
       where quick_notes.account_id = excluded.account_id and quick_notes.changed_at <= excluded.changed_at`.execute(
      tx,
    );
    const [row] = await readNotes(tx, actor, params.id);
    // Somebody else's id: as unknown as one that never was.
    return row ? noteOf(services, row) : refuse('note.unknown');
  });
}

async function needCase(services: Services, actor: Actor, caseId: string): Promise<void> {
  const found = await inDistrict(services.database.app, scopeOf(actor), (tx) =>
    tx
      .selectFrom('cases')
      .select('id')
      .where('district_id', '=', actor.district)
      .where('id', '=', caseId)
      .executeTakeFirst(),
  );
  if (!found) refuse('case.unknown');
}

async function needRoom(tx: Tx, { district, accountId }: Actor, id: string): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from app.quick_notes q
     where q.district_id = ${district} and q.account_id = ${accountId} and q.id <> ${id}`.execute(tx);
  if ((rows[0]?.n ?? 0) >= mostNotes) refuse('note.too-many', { n: mostNotes });
}

export async function dropNote({ services, actor, params }: Call<'DELETE /api/notes/:id'>): Promise<{ done: true }> {
  await inDistrict(services.database.app, systemScope(actor.district), (tx) =>
    tx
      .deleteFrom('quick_notes')
      .where('district_id', '=', actor.district)
      .where('account_id', '=', actor.accountId)
      .where('id', '=', params.id)
      .execute(),
  );
  return { done: true as const };
}
