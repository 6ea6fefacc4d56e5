import type { ReportCase, Reported } from '#contract/cases';
import type { ReadyFlow } from '#contract/flow-walk';
import { searchTokens } from '#kernel/chinese-words';
import type { commandRow } from '#kernel/command';
import type { Services } from '#kernel/services';
import type { CasePlace } from '#modules/areas';
import type { CatalogueCategory } from '#modules/catalogue';
import { limitFor, type Timekeeping } from '#modules/deadlines';
import type { ClaimedPhoto } from '#modules/files';
import { reported } from '#modules/flows';
import { messagesTo, type ReadyMessage } from '#modules/messages';
import type { Candidate, OwnerPost } from '#modules/posts';
import { alarmJobs, type Routed } from '#modules/routing';
import { shanghaiDay } from './case-number.ts';
import { genesis } from './chain.ts';
import { limitOf, startedClock, totalColumns } from './clock.ts';
import { contactRow } from './contacts.ts';
import { type Announced, clockJob, liveEvent, photoRows, type StepDraft, stepActor, stepRow } from './record-step.ts';
import type { ReportContext } from './report-case.ts';
import { routedColumns, routingNote, sourceOf, titleOf } from './route-report.ts';
import { arrival } from './tell-about.ts';
import type { ReportRows } from './write-reports.ts';

/** A report that nothing stands against any more. */
export interface ReportDraft {
  district: number;
  report: ReportCase;
  context: ReportContext;
  command: ReturnType<typeof commandRow>;
  category: CatalogueCategory | null;
  place: CasePlace;
  flow: ReadyFlow;
  owner: OwnerPost;
  /** Who is present in the owner's post. */
  people: readonly Candidate[];
  photos: readonly ClaimedPhoto[];
  times: Timekeeping;
  /** What the routing rules say; null where the district has none. */
  routed: Routed | null;
  at: Date;
}

/** What is stored of the answer: with the contact in place of the token, which is derived from it and a secret. */
export type FiledAnswer = Omit<Reported, 'token'> & { contactId: string };

/** The rows of a report, numbered by its place in the batch: see ReportRows. Pure but for ids and clock. */
export function reportRows(services: Services, draft: ReportDraft, n: number): ReportRows & { answer: FiledAnswer } {
  const { district, report, at } = draft;
  const step = firstStep(draft);
  const chained = stepRow(services, { district, id: report.id, seq: 0, lastHash: genesis }, step, draft.flow.start.is);
  const contact = contactRow(services, {
    district,
    caseId: report.id,
    joined: false,
    anonymous: report.anonymous === true,
    contact: report.contact ?? {},
    locale: report.locale ?? 'zh-CN',
  });
  const row = { ...caseRow(draft, String(n)), last_hash: chained.hash };
  const messages = arrivals(services, draft, row);
  const answer = answerOf(draft, row, contact.id);
  return {
    answer,
    commands: { ...draft.command, answer: JSON.stringify(answer) },
    cases: row,
    case_steps: chained,
    case_photos: photoRows(chained, step),
    case_contacts: contact,
    live_events: liveEvent(asFiled(row), step, at),
    messages: messages.map((message) => message.row),
    jobs: [
      ...(row.due_at ? [clockJob(district, report.id, row.due_at)] : []),
      ...(draft.routed ? alarmJobs(district, report.id, draft.routed, at, shanghaiDay(at)) : []),
      ...messages.flatMap(({ job }) => job ?? []),
    ],
  };
}

type CaseRow = ReturnType<typeof caseRow>;

function caseRow(draft: ReportDraft, no: string) {
  const { district, report, context, place, owner, category, routed, at } = draft;
  const { mover } = context;
  return {
    ...wordsAndPlace(report, place, category?.name ?? null),
    district_id: district,
    id: report.id,
    no,
    seq: 1,
    state: draft.flow.start.is,
    ...flowColumnsOf(draft),
    level: routed?.outcome.level ?? category?.level ?? null,
    category_code: category?.code ?? null,
    category_name: category?.name ?? null,
    risk: category?.risk ?? 'medium',
    source: sourceOf(report, context),
    owner_post_id: owner.postId,
    reported_by: mover.kind === 'staff' ? mover.actor.accountId : null,
    reported_at: at,
    state_since: at,
    ...clocksOf(draft),
    open: true,
    me_too: 0,
    returns: 0,
    reopens: 0,
    reworks: 0,
    self_handled: false,
    lifecycle: 1,
    parent_id: context.parentId ?? null,
    thumb_file_id: draft.photos[0]?.id ?? null,
    ...routedColumns(routed),
  };
}

/** The version in force when it was filed; it ends on it. */
function flowColumnsOf({ flow: { document, version, start } }: ReportDraft) {
  const own = version > 0;
  return {
    flow_code: own ? document.code : null,
    flow_version: own ? version : null,
    flow_state: own ? start.code : null,
  };
}

function clocksOf({ times, category, place, flow, routed, at }: ReportDraft) {
  const asked = { categoryCode: category?.code ?? null, areaPath: place.area.path };
  const limit = routed?.outcome.limit ?? limitFor(times, asked, limitOf(category));
  return { ...startedClock(times, flow.start.clock, at, limit, null), ...totalColumns(times, at, limit) };
}

/** The new case as what is told of it names its parts. */
function asFiled(row: CaseRow): Announced {
  return {
    district: row.district_id,
    id: row.id,
    no: row.no,
    seq: row.seq,
    state: row.state,
    title: row.title,
    areaPath: row.area_path,
    areaName: row.area_name,
    unitId: null,
    level: row.level,
    overdueSince: null,
  };
}

/** To everybody present in the accountable post, but not to who filed it. */
function arrivals(services: Services, { people }: ReportDraft, row: CaseRow): ReadyMessage[] {
  const message = arrival(asFiled(row));
  return people.flatMap(({ accountId, hasEmail }) =>
    accountId === null || accountId === row.reported_by
      ? []
      : messagesTo(services, { ...message, to: { accountId } }, hasEmail),
  );
}

function answerOf({ owner, place }: ReportDraft, row: CaseRow, contactId: string): FiledAnswer {
  const { postId, title, name, phone, standIn } = owner;
  return {
    id: row.id,
    no: row.no,
    contactId,
    state: row.state,
    dueAt: row.due_at?.toISOString() ?? null,
    owner: { postId, title, name, phone, standIn },
    areaName: place.area.name,
  };
}

function firstStep({ report, context, place, flow, owner, category, photos, routed }: ReportDraft): StepDraft {
  const { mover } = context;
  const post = mover.kind === 'staff' ? (mover.actor.posts[0] ?? null) : null;
  return {
    move: 'report',
    actor: stepActor(mover, post),
    note: report.body.trim() || null,
    internal: false,
    point: place.point,
    photos,
    doneAt: report.seenAt ? new Date(report.seenAt) : null,
    words: { move: reported, state: flow.start.name },
    data: {
      areaId: place.area.id,
      areaName: place.area.name,
      decidedBy: place.decidedBy,
      ownerPostId: owner.postId,
      ...(category ? { categoryCode: category.code } : {}),
      ...(routed ? { routing: routingNote(routed) } : {}),
      ...(flow.version > 0
        ? { flow: { code: flow.document.code, version: flow.version, state: flow.start.code } }
        : {}),
    },
  };
}

function wordsAndPlace(report: ReportCase, place: CasePlace, categoryName: string | null) {
  const title = titleOf(report, categoryName);
  const address = place.address?.text ?? (report.place.text?.trim() || null);
  return {
    title,
    body: report.body.trim(),
    tokens: searchTokens([title, report.body, address ?? '', place.area.name].join(' ')),
    area_id: place.area.id,
    area_path: place.area.path,
    area_name: place.area.name,
    address,
    address_id: place.address?.id ?? null,
    lon: place.point?.lon ?? null,
    lat: place.point?.lat ?? null,
    // To the decimetre: `real` refuses what is smaller than it can hold.
    accuracy: place.point?.accuracy === undefined ? null : Math.round(place.point.accuracy * 10) / 10,
    place_source: report.place.source ?? null,
  };
}
