import { sql } from 'kysely';
import type { PartRules } from '#contract/case-parts';
import type { CaseView } from '#contract/cases';
import type { ReadyFlow } from '#contract/flow-walk';
import { undoSeconds } from '#contract/lifecycle';
import { type Actor, may, scopeOf } from '#kernel/actor';
import { maskName, maskPhone } from '#kernel/crypto';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { areasOnWay } from '#modules/areas';
import { type Flows, flowsFor, stateName, toActionView } from '#modules/flows';
import { type CaseRecord, flowIn, openCase, recordColumns, toRecord } from './case-record.ts';
import { selectCaseRows, toCaseRow } from './case-rows.ts';
import { photosOfCase, stepsOfCase, toPhotos, toSteps } from './case-steps.ts';
import { actionsFor, isUndoable } from './decide-move.ts';
import { partsOfCase } from './parts/case-parts.ts';
import { partRulesOf } from './parts/part-rules.ts';
import { linksOfParts, toCaseParts } from './parts/view-parts.ts';
import { listOf } from './read-move-facts.ts';

/** One case with its whole record, as far as the actor's posts (and `besides`) reach; refuses as unknown otherwise. */
export function readCase(
  services: Services,
  actor: Actor,
  id: string,
  besides: readonly string[] = [],
): Promise<CaseView> {
  return inDistrict(services.database.app, { ...scopeOf(actor), cases: besides }, async (tx) => {
    await openCase(tx, actor.district, id);
    const row = await selectView(tx, actor.district, id).executeTakeFirst();
    return row
      ? toView(services, actor, row, await flowsFor(services, actor.district, [flowIn(row)]))
      : refuse('case.unknown');
  });
}

/** All that one case's page shows, of a case that was opened, in one statement. */
export function selectView(tx: Tx, district: number, id: string) {
  return selectCaseRows(tx, district)
    .leftJoin('case_steps as l', (join) =>
      join.onRef('l.case_id', '=', 'c.id').onRef('l.seq', '=', 'c.seq').on('l.district_id', '=', district),
    )
    .leftJoin('case_contacts as k', (join) =>
      join.onRef('k.case_id', '=', 'c.id').on('k.joined', '=', false).on('k.district_id', '=', district),
    )
    .leftJoin('cases as m', (join) => join.onRef('m.id', '=', 'c.merged_into').on('m.district_id', '=', district))
    .select(recordColumns)
    .select(['c.body', 'c.accuracy', 'c.place_source', 'c.rating', 'p.phone as owner_phone', 'm.no as mergedNo'])
    .select(['k.id as contactId', 'k.name_cipher', 'k.phone_cipher', 'k.anonymous'])
    .select([
      partsOfCase(district).as('parts'),
      linksOfParts(district).as('links'),
      photosOfCase(district).as('photos'),
      stepsOfCase(district).as('steps'),
      areasOnWay(district, sql.ref('c.area_path')).as('trail'),
      listOf<{ id: string; no: string; title: string }>(sql`
        select h.id, h.no, h.title from app.cases h
         where h.district_id = ${district} and h.merged_into = c.id order by h.reported_at limit 50`).as('mergedHere'),
    ])
    .where('c.id', '=', id);
}
type ViewRow = Awaited<ReturnType<ReturnType<typeof selectView>['execute']>>[number];

export async function toView(services: Services, actor: Actor, row: ViewRow, flows: Flows): Promise<CaseView> {
  const { district } = actor;
  const found = toRecord(row);
  const flow = flows.of(found.flow);
  const photos = toPhotos(services, district, row.photos);
  const now = services.clock();
  return {
    ...toCaseRow(services, district, row, stateName(flow, row.flow_state, found.state)),
    body: row.body,
    accuracy: row.accuracy,
    placeSource: row.place_source,
    areaPath: row.trail,
    ownerPostId: found.ownerPostId,
    ownerPhone: row.owner_phone,
    unitId: found.unitId,
    conditionCode: found.conditionCode,
    reporter: maskedReporter(services, row),
    photos: photos.map(({ seq: _, internal: __, ...photo }) => photo),
    steps: toSteps(row.steps, found, photos, { reader: { kind: 'staff' }, flow }),
    rating: row.rating as CaseView['rating'],
    mergedInto: found.mergedInto && row.mergedNo ? { id: found.mergedInto, no: row.mergedNo } : null,
    mergedHere: row.mergedHere,
    ...offered(found, actor, now, flow, await partRulesOf(services, district)),
    parts: toCaseParts(found, row.links, actor, now),
    mayContact: may(actor, 'case.contact', found),
    undoUntil: undoUntil(found, actor, now),
  };
}

/** What this reader may do now: by the flow's actions, and the engine's moves among them. */
function offered(
  found: CaseRecord,
  actor: Actor,
  now: Date,
  flow: ReadyFlow | null,
  rules: PartRules,
): Pick<CaseView, 'abilities' | 'actions'> {
  const actions = flow ? actionsFor(found, { kind: 'staff', actor }, now, flow, rules) : [];
  return { abilities: [...new Set(actions.map(({ does }) => does))], actions: actions.map(toActionView) };
}

function undoUntil(found: CaseRecord, actor: Actor, now: Date): string | null {
  const last = found.lastStep;
  if (!last || !isUndoable(found) || last.actorAccount !== actor.accountId) return null;
  const until = new Date(last.at.getTime() + undoSeconds * 1000);
  return until > now ? until.toISOString() : null;
}

function maskedReporter({ crypto }: Services, row: ViewRow): CaseView['reporter'] {
  if (!row.contactId) return null;
  return {
    name: row.name_cipher ? maskName(crypto.open(row.name_cipher)) : null,
    phone: row.phone_cipher ? maskPhone(crypto.open(row.phone_cipher)) : null,
    anonymous: row.anonymous === true,
  };
}
