import type { ReportCase, Reported } from '#contract/cases';
import { maxPhotos } from '#contract/files';
import { searchTokens } from '#kernel/chinese-words';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { decidePlace, type Place } from '#modules/areas';
import { categoryByCode } from '#modules/catalogue';
import { claimPhotos } from '#modules/files';
import { answering, findOwner } from '#modules/posts';
import { nextCaseNumber } from './case-number.ts';
import { lockCase, openCase } from './case-record.ts';
import { genesis } from './chain.ts';
import { dueAt, limitOf, totalDueAt } from './clock.ts';
import { addContact, validPhone } from './contacts.ts';
import type { Mover } from './decide-move.ts';
import { stepActor } from './move-case.ts';
import { announce, insertStep, type StepDraft, setClock, stepRow } from './record-step.ts';
import { tellAbout } from './tell-about.ts';
import { trackingToken } from './token.ts';

export interface ReportContext {
  district: number;
  /** Letters at the head of case numbers. */
  prefix: string;
  mover: Mover;
  /** Who sends the command: account or device. */
  by: string;
}

/** Files a report: routed to the micro-grid's worker, with owner, clock, history, contact and message at once. */
export function reportCase(services: Services, report: ReportCase, context: ReportContext): Promise<Reported> {
  checkReport(report, services.clock());
  const { district } = context;
  const staffAreas = context.mover.kind === 'staff' ? [String(district)] : [];
  const scope = { district, areas: staffAreas, units: [], cases: [report.id] };
  const { commandId, ...body } = report;
  return command(services, scope, { id: commandId, name: 'report-case', by: context.by, body }, (tx) =>
    fileReport(services, tx, report, context),
  );
}

function checkReport(report: ReportCase, now: Date): void {
  if (!report.body.trim() && report.photos.length === 0) refuse('report.empty');
  if (report.photos.length > maxPhotos) refuse('report.too-many-photos');
  if (report.seenAt && new Date(report.seenAt).getTime() > now.getTime() + 24 * 3600_000) refuse('input.clock');
  if (report.contact?.phone) validPhone(report.contact.phone);
}

async function fileReport(services: Services, tx: Tx, report: ReportCase, context: ReportContext): Promise<Reported> {
  const { district, mover } = context;
  const now = services.clock();
  const place = await decidePlace(services, tx, district, report.place);
  const category = await categoryOf(services, district, report.categoryCode);
  const rule = { areaPath: place.area.path, rule: 'worker', at: now } as const;
  const owner = (await findOwner(tx, district, rule)) ?? refuse('post.unknown');
  const draft = await reportDraft(tx, report, context, { place, category, ownerPostId: owner.postId });
  const step = stepRow(services, { district, id: report.id, seq: 0, lastHash: genesis }, draft, 'reported');
  const no = await nextCaseNumber(tx, district, context.prefix, now);
  await tx
    .insertInto('cases')
    .values({
      ...wordsAndPlace(report, place, category?.name ?? null),
      district_id: district,
      id: report.id,
      no,
      seq: 1,
      last_hash: step.hash,
      state: 'reported',
      level: category?.level ?? null,
      category_code: category?.code ?? null,
      category_name: category?.name ?? null,
      risk: category?.risk ?? 'medium',
      source: sourceOf(report, mover),
      owner_post_id: owner.postId,
      reported_by: mover.kind === 'staff' ? mover.actor.accountId : null,
      reported_at: now,
      state_since: now,
      due_at: dueAt('reported', now, null, null),
      total_due_at: totalDueAt(now, limitOf(category)),
      open: true,
      thumb_file_id: draft.photos[0]?.id ?? null,
    })
    .execute();
  await openCase(tx, district, report.id);
  await insertStep(tx, step, draft);
  return finishReport(services, tx, report, context, draft);
}

/** Everything that stands beside the case itself: contact, live event, clock, message. */
async function finishReport(
  services: Services,
  tx: Tx,
  report: ReportCase,
  { district, mover }: ReportContext,
  draft: StepDraft,
): Promise<Reported> {
  const contactId = await addContact(services, tx, {
    district,
    caseId: report.id,
    joined: false,
    anonymous: report.anonymous === true,
    contact: report.contact ?? {},
    locale: report.locale ?? 'zh-CN',
  });
  const filed = await lockCase(tx, district, report.id);
  const now = services.clock();
  await announce(tx, filed, draft, now);
  await setClock(tx, filed);
  await tellAbout(services, tx, { ownerPostId: null }, filed, 'report', mover);
  const owners = await answering(tx, district, [filed.areaPath], now);
  return {
    id: filed.id,
    no: filed.no,
    token: trackingToken(services.crypto, district, contactId),
    state: filed.state,
    dueAt: filed.dueAt?.toISOString() ?? null,
    owner: owners.get(filed.areaPath) ?? null,
    areaName: filed.areaName,
  };
}

async function categoryOf(services: Services, district: number, code: string | undefined) {
  if (!code) return null;
  return (await categoryByCode(services, district, code)) ?? refuse('category.unknown');
}

async function reportDraft(
  tx: Tx,
  report: ReportCase,
  { district, mover }: ReportContext,
  found: { place: Place; category: { code: string } | null; ownerPostId: string },
): Promise<StepDraft> {
  const { place, category, ownerPostId } = found;
  const post = mover.kind === 'staff' ? (mover.actor.posts[0] ?? null) : null;
  return {
    move: 'report',
    actor: stepActor(mover, post),
    note: report.body.trim() || null,
    internal: false,
    point: place.point,
    photos: await claimPhotos(tx, district, report.photos),
    doneAt: report.seenAt ? new Date(report.seenAt) : null,
    data: {
      areaId: place.area.id,
      areaName: place.area.name,
      decidedBy: place.decidedBy,
      ownerPostId,
      ...(category ? { categoryCode: category.code } : {}),
    },
  };
}

function wordsAndPlace(report: ReportCase, place: Place, categoryName: string | null) {
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
    accuracy: place.point?.accuracy ?? null,
    place_source: report.place.source ?? null,
  };
}

function sourceOf(report: ReportCase, mover: Mover): string {
  if (mover.kind !== 'staff') return 'resident';
  return report.source ?? (mover.actor.posts.some((post) => post.role === 'operator') ? 'operator' : 'worker');
}

/** The first sentence, 24 characters at most; a photo without words is named by its class. */
function titleOf(report: ReportCase, categoryName: string | null): string {
  const given =
    report.title?.trim() ||
    report.body
      .trim()
      .split(/[。!?!?\n;;]/)[0]
      ?.trim();
  if (!given) return categoryName ?? '随手拍';
  const letters = [...given];
  return letters.length > 24 ? `${letters.slice(0, 23).join('')}…` : given;
}
