import type { ReportCase, Reported } from '#contract/cases';
import type { ReadyFlow } from '#contract/flow-walk';
import { type Outcome, outcomeOf } from '#kernel/batches';
import { type CommandAsk, commandRow, type FirstAnswer, sameAnswer } from '#kernel/command';
import { inDistrict, sendWithCommit, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { needAdmitted } from '#modules/admissions';
import { decideByFacts, decidePlace, type PlaceSketch, sketchPlace } from '#modules/areas';
import { type CatalogueCategory, categoryByCode } from '#modules/catalogue';
import { type Timekeeping, timekeepingOf } from '#modules/deadlines';
import { withHashes } from '#modules/files';
import { type Flows, flowsOf } from '#modules/flows';
import { chooseOwner, presentIn } from '#modules/posts';
import { type Routed, type Router, routerOf } from '#modules/routing';
import { numberHead, shanghaiDay } from './case-number.ts';
import { type ReportFacts, readReportFacts } from './read-report-facts.ts';
import type { ReportContext } from './report-case.ts';
import { type FiledAnswer, type ReportDraft, reportRows } from './report-rows.ts';
import { routeReport } from './route-report.ts';
import { trackingToken } from './token.ts';
import { writeReports } from './write-reports.ts';

export interface AskedReport {
  report: ReportCase;
  context: ReportContext;
}

/** A report with what can be known of it without the transaction. */
interface Prepared extends AskedReport {
  command: CommandAsk;
  category: CatalogueCategory | null;
  sketch: PlaceSketch;
}

/** To be written, or filed before and only to be answered again. */
type Decided = { draft: ReportDraft } | { first: FiledAnswer };

/**
 * Files a batch of reports of one district in one transaction of two round trips: one reads all that they depend on,
 * the other writes and commits. A refused report is an outcome like any other; an error means that nothing is stored.
 */
export async function fileReports(
  services: Services,
  district: number,
  asked: readonly AskedReport[],
): Promise<Outcome<Reported>[]> {
  const at = services.clock();
  const day = shanghaiDay(at);
  const times = await timekeepingOf(services, district);
  const flows = await flowsOf(services, district);
  const head = numberHead(asked[0]?.context.prefix ?? '', day);
  const router = await routerOf(services, district);
  const scope = { district, areas: [], units: [], cases: asked.map(({ report }) => report.id) };
  const { decided, filed, numbers } = await inDistrict(services.database.app, scope, async (tx) => {
    const prepared: Outcome<Prepared>[] = [];
    for (const one of asked) prepared.push(await outcomeOf(() => prepare(services, tx, district, one)));
    const decided = await decide(tx, district, prepared, { at, times, router, flows });
    const drafts = decided.flatMap((one) => ('answer' in one && 'draft' in one.answer ? one.answer.draft : []));
    const rows = drafts.map((draft, index) => reportRows(services, draft, index + 1));
    const filed = rows.map(({ answer }) => answer);
    if (rows.length === 0) return { decided, filed, numbers: async () => [] };
    return { decided, filed, numbers: await sendWithCommit(tx, writeReports({ district, day, head }, rows)) };
  });
  const [written] = await numbers();
  const numbered = filed.map((answer) => ({ ...answer, no: written?.numbers[answer.no] ?? '' }));
  return answersOf(services, district, decided, numbered);
}

/** Most places need no question here; an address, or a point near an edge or outside of everything, does. */
async function prepare(services: Services, tx: Tx, district: number, asked: AskedReport): Promise<Prepared> {
  const { report, context } = asked;
  const { commandId, ...body } = report;
  const code = report.categoryCode;
  const category = code ? ((await categoryByCode(services, district, code)) ?? refuse('category.unknown')) : null;
  if (category) await needAdmitted(services, district, category.code);
  const sketch =
    (await sketchPlace(services, district, report.place)) ?? (await askedPlace(services, tx, district, report));
  return { ...asked, command: { id: commandId, name: 'report-case', by: context.by, body }, category, sketch };
}

async function askedPlace(services: Services, tx: Tx, district: number, report: ReportCase): Promise<PlaceSketch> {
  const { area, decidedBy, address, point } = await decidePlace(services, tx, district, report.place);
  return { addressId: address?.id ?? null, areaId: area.id, decidedBy, point };
}

async function decide(
  tx: Tx,
  district: number,
  prepared: readonly Outcome<Prepared>[],
  { at, times, router, flows }: Pick<Known, 'at' | 'times' | 'router' | 'flows'>,
): Promise<Outcome<Decided>[]> {
  const ready = prepared.flatMap((one) => ('answer' in one ? one.answer : []));
  if (ready.length === 0) return prepared as Outcome<never>[];
  const facts = await readReportFacts(tx, district, {
    commandIds: ready.map(({ command }) => command.id),
    photoIds: ready.flatMap(({ report }) => report.photos.map(({ id }) => id)),
    sketches: ready.map(({ sketch }) => sketch),
    unitIds: router?.unitIds ?? [],
    at,
  });
  const known = { places: new Map(facts.places.map((one) => [one.n, one])), answered: byId(facts.answered) };
  return Promise.all(
    prepared.map(async (one) => {
      if ('error' in one) return one;
      const { answer } = one;
      return outcomeOf(async () =>
        decideOne(district, answer, { ...facts, ...known, n: ready.indexOf(answer), at, times, router, flows }),
      );
    }),
  );
}

const byId = (answered: readonly FirstAnswer[]) => new Map(answered.map((one) => [one.id, one]));

interface Known extends Omit<ReportFacts, 'places' | 'answered'> {
  places: ReadonlyMap<number, ReportFacts['places'][number]>;
  answered: ReadonlyMap<string, FirstAnswer>;
  router: Router | null;
  /** Position among the sketches. */
  n: number;
  at: Date;
  times: Timekeeping;
  flows: Flows;
}

function decideOne(district: number, one: Prepared, known: Known): Decided {
  const { report, context, command, category, sketch } = one;
  const row = commandRow(district, command, known.at);
  const first = known.answered.get(command.id.toLowerCase());
  if (first) return { first: sameAnswer<FiledAnswer>(first, command, row.body_hash) };
  const facts = known.places.get(known.n) ?? refuse('server.unavailable');
  const place = decideByFacts(sketch, facts);
  const { at, times, router } = known;
  const routed = router && routeReport(router, { report, context, category, place, at }, known.units);
  const flow = flowFor(known.flows, routed);
  const rule = flow.start.owner === 'kept' || flow.start.owner === 'none' ? 'worker' : flow.start.owner;
  const ask = { areaPath: place.area.path, rule };
  const owner = chooseOwner(known.candidates, ask) ?? refuse('post.unknown');
  const photos = withHashes(report.photos, known.photos);
  const people = presentIn(known.candidates, owner.postId);
  const draft = { district, report, context, command: row, category, place, owner, people, photos, times, at };
  return { draft: { ...draft, flow, routed } };
}

/** The flow that the rules name, else the district's. */
function flowFor(flows: Flows, routed: Routed | null): ReadyFlow {
  const code = routed?.outcome.flowCode ?? null;
  return (code === null ? null : flows.inForce(code)) ?? flows.byDefault;
}

function answersOf(
  services: Services,
  district: number,
  decided: readonly Outcome<Decided>[],
  filed: readonly FiledAnswer[],
): Outcome<Reported>[] {
  const next = filed.values();
  return decided.map((one) => {
    if ('error' in one) return one;
    const answer = 'first' in one.answer ? one.answer.first : next.next().value;
    return answer
      ? { answer: reported(services, district, answer) }
      : { error: new Error('A report was not written.') };
  });
}

/** The token is derived anew: the stored answer does not hold it. */
function reported(services: Services, district: number, { contactId, ...answer }: FiledAnswer): Reported {
  return { ...answer, token: trackingToken(services.crypto, district, contactId) };
}
