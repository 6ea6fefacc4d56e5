import { sql } from 'kysely';
import type { TrackView } from '#contract/cases';
import { contestDays, type Move, type State } from '#contract/lifecycle';
import { inDistrict, type Scope, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { answering } from '#modules/posts';
import { type CaseRecord, findCase } from './case-record.ts';
import { readPhotos, readSteps } from './case-steps.ts';
import { movesFor } from './decide-move.ts';
import { tokenDistrict, tokenHash } from './token.ts';

export interface Tracked {
  district: number;
  caseId: string;
  contactId: string;
  joined: boolean;
  /** Reaches this one case and nothing else. */
  scope: Scope;
}

/** Whose token this is; refuses as unknown when it is nobody's. */
export async function readToken(services: Services, token: string): Promise<Tracked> {
  const district = tokenDistrict(token);
  const hash = tokenHash(token);
  const contact = await inDistrict(services.database.app, { district, areas: [], units: [], cases: [] }, async (tx) => {
    await sql`select app.hold_key(${hash.toString('hex')})`.execute(tx);
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
    steps: [...own.steps, ...news],
    photos: [...own.photos, ...main.photos.filter((photo) => photo.kind === 'after')],
    result: main.result,
    dueAt: main.dueAt,
    closedAt: main.closedAt,
    abilities: [],
  };
}

async function trackView(services: Services, tx: Tx, tracked: Tracked): Promise<TrackView> {
  const { district, caseId } = tracked;
  const now = services.clock();
  const found = (await findCase(tx, district, caseId)) ?? refuse('case.unknown');
  const row = await tx
    .selectFrom('cases')
    .select(['body', 'category_name', 'address', 'total_due_at', 'rating', 'me_too'])
    .where('district_id', '=', district)
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const owner = (await answering(tx, district, [found.areaPath], now)).get(found.areaPath) ?? null;
  const photos = (await readPhotos(services, tx, district, caseId)).filter((photo) => !photo.internal);
  const steps = await readSteps(tx, found, photos, { kind: 'resident', workerNames: owner?.name ? [owner.name] : [] });
  return {
    id: found.id,
    no: found.no,
    seq: found.seq,
    title: found.title,
    body: row.body,
    state: found.state,
    categoryName: row.category_name,
    areaName: found.areaName,
    address: row.address,
    reportedAt: found.reportedAt.toISOString(),
    dueAt: found.open ? (row.total_due_at?.toISOString() ?? null) : null,
    closedAt: found.closedAt?.toISOString() ?? null,
    result: lastNote(steps, ['settle', 'handle', 'uphold', 'reject']),
    question: found.state === 'waiting' ? lastNote(steps, ['ask']) : null,
    owner,
    photos: photos.map(({ seq: _, internal: __, ...photo }) => photo),
    steps,
    rating: row.rating as TrackView['rating'],
    meToo: row.me_too,
    lon: found.lon,
    lat: found.lat,
    mine: !tracked.joined,
    abilities: abilities(found, tracked, now),
    contestUntil: contestUntil(found),
  };
}

/** Only who reported may rate, answer or contest; who joined may add a remark. */
function abilities(found: CaseRecord, tracked: Tracked, now: Date): Move[] {
  const mine: readonly Move[] = tracked.joined ? ['remark'] : ['rate', 'contest', 'answer', 'remark'];
  return movesFor(found, { kind: 'resident' }, now).filter((move) => mine.includes(move));
}

function contestUntil(found: CaseRecord): string | null {
  const contestable: readonly State[] = ['checked', 'closed', 'rejected'];
  if (!contestable.includes(found.state)) return null;
  const since = found.closedAt ?? found.checkedAt ?? found.stateSince;
  return new Date(since.getTime() + contestDays * 24 * 3600_000).toISOString();
}

function lastNote(steps: TrackView['steps'], wanted: readonly string[]): string | null {
  return steps.findLast((step) => wanted.includes(step.move))?.note ?? null;
}
