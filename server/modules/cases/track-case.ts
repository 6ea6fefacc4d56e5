import { sql } from 'kysely';
import type { TrackView } from '#contract/cases';
import type { ReadyAction, ReadyFlow } from '#contract/flow-walk';
import type { Move, State } from '#contract/lifecycle';
import { answerUnread, inDistrict, type Scope, sendUnread, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { pathsUpFrom } from '#modules/areas';
import { flowOf, stateName, stateWords, toActionView } from '#modules/flows';
import { type Candidate, chooseOwner, ownerCandidates } from '#modules/posts';
import { type CaseRecord, flowIn, openCase, placeOf, selectRecord, toRecord } from './case-record.ts';
import { photosOfCase, stepsOfCase, toPhotos, toSteps } from './case-steps.ts';
import { actionsFor } from './decide-move.ts';
import { listOf } from './read-move-facts.ts';
import { tokenDistrict, tokenHash } from './token.ts';

export interface Tracked {
  district: number;
  caseId: string;
  contactId: string;
  joined: boolean;
  /** Reaches this one case and nothing else. */
  scope: Scope;
}

const hold = answerUnread('select app.hold_key($1)');

/** Whose token this is; refuses as unknown when it is nobody's. */
export async function readToken(services: Services, token: string): Promise<Tracked> {
  const district = tokenDistrict(token);
  const hash = tokenHash(token);
  const contact = await inDistrict(services.database.app, { district, areas: [], units: [], cases: [] }, async (tx) => {
    await sendUnread(tx, sql`select app.hold_key(${hash.toString('hex')})`, hold);
    return tx
      .selectFrom('case_contacts')
      .select(['id', 'case_id', 'joined'])
      .where('district_id', '=', district)
      .where('token_hash', '=', hash)
      .executeTakeFirst();
  });
  if (!contact) return refuse('case.unknown');
  return {
    district,
    caseId: contact.case_id,
    contactId: contact.id,
    joined: contact.joined,
    scope: { district, areas: [], units: [], cases: [contact.case_id] },
  };
}

/** What the reporter sees: every public step, no internal note, no name but the worker's. */
export async function trackCase(services: Services, token: string): Promise<TrackView> {
  const tracked = await readToken(services, token);
  const own = await inDistrict(services.database.app, tracked.scope, (tx) => trackView(services, tx, tracked));
  const mainId = own.state === 'merged' ? await mergedInto(services, tracked) : null;
  if (!mainId) return own;
  const main = { ...tracked, caseId: mainId, joined: true, scope: { ...tracked.scope, cases: [mainId] } };
  const followed = await inDistrict(services.database.app, main.scope, (tx) => trackView(services, tx, main));
  return withNewsOf(own, followed);
}

/** The case that goes on for this one: merges of merges are followed to the end. */
export async function mergedInto(
  services: Services,
  tracked: Pick<Tracked, 'district' | 'caseId'>,
): Promise<string | null> {
  const { district, caseId } = tracked;
  const scope: Scope = { district, areas: [], units: [], cases: [caseId] };
  const row = await inDistrict(services.database.app, scope, (tx) =>
    tx
      .selectFrom('cases')
      .select('merged_into')
      .where('district_id', '=', district)
      .where('id', '=', caseId)
      .executeTakeFirst(),
  );
  const next = row?.merged_into ?? null;
  return next && ((await mergedInto(services, { district, caseId: next })) ?? next);
}

/** A merged report keeps its own words and history and goes on with the news of the case it was merged into. */
function withNewsOf(own: TrackView, main: TrackView): TrackView {
  const mergedAt = own.steps.findLast((step) => step.move === 'merge')?.at ?? own.reportedAt;
  const news = main.steps.filter((step) => step.at > mergedAt && step.move !== 'join' && step.move !== 'remark');
  return {
    ...own,
    state: main.state,
    stateName: main.stateName,
    stateWords: main.stateWords,
    steps: [...own.steps, ...news],
    photos: [...own.photos, ...main.photos.filter((photo) => photo.kind === 'after')],
    result: main.result,
    dueAt: main.dueAt,
    paused: main.paused,
    closedAt: main.closedAt,
    abilities: [],
    actions: [],
  };
}

async function trackView(services: Services, tx: Tx, tracked: Tracked): Promise<TrackView> {
  const { district, caseId } = tracked;
  await openCase(tx, district, caseId);
  const row = await selectTrack(tx, district, caseId, services.clock()).executeTakeFirst();
  return row
    ? toTrackView(services, tracked, row, await flowOf(services, district, flowIn(row)))
    : refuse('case.unknown');
}

/** All that a reporter's page shows, of a case that was opened, in one statement. */
export function selectTrack(tx: Tx, district: number, id: string, at: Date) {
  const candidates = ownerCandidates(district, {
    rules: ['worker'],
    at,
    paths: pathsUpFrom(sql.ref('c.area_path')),
    unitIds: sql`'{}'::uuid[]`,
  });
  return selectRecord(tx, district, id)
    .select(['c.body', 'c.category_name', 'c.address', 'c.total_due_at', 'c.rating'])
    .select([
      photosOfCase(district).as('photos'),
      stepsOfCase(district).as('steps'),
      listOf<Candidate>(candidates).as('candidates'),
    ]);
}
type TrackRow = Awaited<ReturnType<ReturnType<typeof selectTrack>['execute']>>[number];

export function toTrackView(services: Services, tracked: Tracked, row: TrackRow, flow: ReadyFlow): TrackView {
  const now = services.clock();
  const found = toRecord(row);
  const owner = workerOf(row);
  const photos = toPhotos(services, tracked.district, row.photos).filter((photo) => !photo.internal);
  const reader = { kind: 'resident', workerNames: owner?.name ? [owner.name] : [] } as const;
  const steps = toSteps(row.steps, found, photos, { reader, flow });
  const { state: local } = placeOf(found);
  const actions = offered(found, tracked, now, flow);
  return {
    id: found.id,
    no: found.no,
    seq: found.seq,
    title: found.title,
    body: row.body,
    state: found.state,
    stateName: stateName(flow, local, found.state),
    stateWords: stateWords(flow, local),
    categoryName: row.category_name,
    areaName: found.areaName,
    address: row.address,
    reportedAt: found.reportedAt.toISOString(),
    dueAt: found.open ? (row.total_due_at?.toISOString() ?? null) : null,
    paused: pausedOf(found),
    closedAt: found.closedAt?.toISOString() ?? null,
    result: lastNote(steps, ['settle', 'handle', 'uphold', 'reject']),
    question: found.state === 'waiting' ? lastNote(steps, ['ask']) : null,
    owner,
    photos: photos.map(({ seq: _, internal: __, ...photo }) => photo),
    steps,
    rating: row.rating as TrackView['rating'],
    meToo: found.meToo,
    lon: found.lon,
    lat: found.lat,
    mine: !tracked.joined,
    abilities: [...new Set(actions.map(({ does }) => does))],
    actions: actions.map(toActionView),
    contestUntil: contestUntil(found, flow),
  };
}

/** Who answers for the place now: the micro-grid's worker or who stands in. */
function workerOf({ candidates, areaPath }: TrackRow): TrackView['owner'] {
  const owner = chooseOwner(candidates, { areaPath, rule: 'worker' });
  if (!owner) return null;
  const { postId, title, name, phone, standIn } = owner;
  return { postId, title, name, phone, standIn };
}

/** While the case waits its time limits stand still: for whom, and until when at the latest. */
function pausedOf({ state, stateSince, dueAt }: CaseRecord): TrackView['paused'] {
  if (state !== 'waiting' && state !== 'suspended' && state !== 'deferred') return null;
  const why = state === 'waiting' ? 'answer' : state;
  return { why, since: stateSince.toISOString(), until: dueAt?.toISOString() ?? null };
}

/** Only who reported may rate, answer or contest; who joined may add a remark. */
function offered(found: CaseRecord, tracked: Tracked, now: Date, flow: ReadyFlow): ReadyAction[] {
  const mine: readonly Move[] = tracked.joined ? ['remark'] : ['rate', 'contest', 'answer', 'remark'];
  return actionsFor(found, { kind: 'resident' }, now, flow).filter(({ does }) => mine.includes(does));
}

function contestUntil(found: CaseRecord, { document }: ReadyFlow): string | null {
  const contestable: readonly State[] = ['checked', 'closed', 'rejected'];
  if (!contestable.includes(found.state)) return null;
  const since = found.closedAt ?? found.checkedAt ?? found.stateSince;
  return new Date(since.getTime() + document.settings.contestDays * 24 * 3600_000).toISOString();
}

function lastNote(steps: TrackView['steps'], wanted: readonly string[]): string | null {
  return steps.findLast((step) => wanted.includes(step.move))?.note ?? null;
}
