import type { CaseView } from '#contract/cases';
import { type Move, type MoveRule, moves, undoSeconds } from '#contract/lifecycle';
import { type Actor, may, scopeOf } from '#kernel/actor';
import { maskName, maskPhone } from '#kernel/crypto';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { areaTrail } from '#modules/areas';
import { type CaseRecord, findCase } from './case-record.ts';
import { selectCaseRows, toCaseRow } from './case-rows.ts';
import { readPhotos, readSteps } from './case-steps.ts';
import { movesFor } from './decide-move.ts';

/** One case with its whole record, as far as the actor's posts (and `besides`) reach; refuses as unknown otherwise. */
export function readCase(
  services: Services,
  actor: Actor,
  id: string,
  besides: readonly string[] = [],
): Promise<CaseView> {
  return inDistrict(services.database.app, { ...scopeOf(actor), cases: besides }, (tx) =>
    viewCase(services, tx, actor, id),
  );
}

async function viewCase(services: Services, tx: Tx, actor: Actor, id: string): Promise<CaseView> {
  const { district } = actor;
  const found = (await findCase(tx, district, id)) ?? refuse('case.unknown');
  const row = await selectCaseRows(tx, district)
    .select(['c.body', 'c.accuracy', 'c.place_source', 'c.rating', 'p.phone as owner_phone'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow();
  const photos = await readPhotos(services, tx, district, id);
  const now = services.clock();
  return {
    ...toCaseRow(services, district, row),
    body: row.body,
    accuracy: row.accuracy,
    placeSource: row.place_source,
    areaPath: await areaTrail(tx, district, found.areaPath),
    ownerPostId: found.ownerPostId,
    ownerPhone: row.owner_phone,
    unitId: found.unitId,
    reporter: await maskedReporter(services, tx, found),
    photos: photos.map(({ seq: _, internal: __, ...photo }) => photo),
    steps: await readSteps(tx, found, photos, { kind: 'staff' }),
    rating: row.rating as CaseView['rating'],
    ...(await mergedCases(tx, found)),
    abilities: movesFor(found, { kind: 'staff', actor }, now),
    mayContact: may(actor, 'case.contact', found),
    undoUntil: undoUntil(found, actor, now),
  };
}

function undoUntil(found: CaseRecord, actor: Actor, now: Date): string | null {
  const last = found.lastStep;
  const rule: MoveRule | undefined = last ? moves[last.move as Move] : undefined;
  if (!last || !rule?.undoable || last.actorAccount !== actor.accountId) return null;
  const until = new Date(last.at.getTime() + undoSeconds * 1000);
  return until > now ? until.toISOString() : null;
}

async function maskedReporter(services: Services, tx: Tx, found: CaseRecord): Promise<CaseView['reporter']> {
  const contact = await tx
    .selectFrom('case_contacts')
    .select(['name_cipher', 'phone_cipher', 'anonymous'])
    .where('district_id', '=', found.district)
    .where('case_id', '=', found.id)
    .where('joined', '=', false)
    .executeTakeFirst();
  if (!contact) return null;
  return {
    name: contact.name_cipher ? maskName(services.crypto.open(contact.name_cipher)) : null,
    phone: contact.phone_cipher ? maskPhone(services.crypto.open(contact.phone_cipher)) : null,
    anonymous: contact.anonymous,
  };
}

async function mergedCases(tx: Tx, found: CaseRecord): Promise<Pick<CaseView, 'mergedInto' | 'mergedHere'>> {
  const into = found.mergedInto
    ? await tx
        .selectFrom('cases')
        .select(['id', 'no'])
        .where('district_id', '=', found.district)
        .where('id', '=', found.mergedInto)
        .executeTakeFirst()
    : undefined;
  const here = await tx
    .selectFrom('cases')
    .select(['id', 'no', 'title'])
    .where('district_id', '=', found.district)
    .where('merged_into', '=', found.id)
    .orderBy('reported_at')
    .limit(50)
    .execute();
  return { mergedInto: into ?? null, mergedHere: here };
}
