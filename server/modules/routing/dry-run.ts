import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { RoutingOutcome } from '#contract/routing';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { holdsDistrictWide, needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { timekeepingOf } from '#modules/deadlines';
import { flowsOf } from '#modules/flows';
import { type Decision, decideRoute } from './decide-route.ts';
import { groundOf, keptIndex, obstacleOf, readUnitStates } from './router.ts';
import { factsOf, type RoutingAsk } from './routing-facts.ts';
import { readDraft, readPublished } from './stored-sets.ts';

type Route = 'POST /api/routing/dry-run';
type Found = Answer<Route>;

/** So many cases are read in well under a second also from a million; more would tell no more about a rule. */
const sample = 5000;
const listed = 500;
/** Others have their turn between the parts. */
const part = 250;

interface PastCase extends Omit<RoutingAsk, 'at' | 'answers'> {
  id: string;
  no: string;
  title: string;
  areaName: string;
  reportedAt: Date;
  unitId: string | null;
  answers: RoutingAsk['answers'] | null;
}

/** Both sets on the same facts as they were at filing, with today's units, areas and calendar. Nothing is stored. */
export async function dryRun({ services, actor, body }: Call<Route>): Promise<Found> {
  needDistrictWide(actor, 'routing.read');
  const { district } = actor;
  const now = services.clock();
  const since = new Date(now.getTime() - body.days * 86_400_000);
  const [ground, times] = [await groundOf(services, district), await timekeepingOf(services, district)];
  const flows = await flowsOf(services, district);
  const read = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const draft = (await readDraft(tx, district)) ?? refuse('routing.no-draft');
    const { set } = await readPublished(tx, district);
    return {
      before: {
        index: keptIndex(set, ground).index,
        obstacle: obstacleOf(await readUnitStates(tx, district, set, now), flows),
      },
      after: {
        index: keptIndex(draft.set, ground).index,
        obstacle: obstacleOf(await readUnitStates(tx, district, draft.set, now), flows),
      },
      cases: await pastCases(tx, district, since),
    };
  });
  const cases = read.cases.slice(0, sample);
  const tally = newTally();
  for (const [n, past] of cases.entries()) {
    if (n % part === part - 1) await breathe();
    const facts = factsOf({ ...past, at: past.reportedAt, answers: past.answers ?? [] }, ground, times);
    const [before, after] = [read.before, read.after].map((set) => decideRoute(set.index, facts, set.obstacle));
    if (before && after) count(tally, past, before, after);
  }
  const { rules, rows, ...counted } = tally;
  // Who writes the rules need not be one who reads cases: the number is enough to speak of one.
  const mayRead = holdsDistrictWide(actor, 'case.read');
  return {
    ...counted,
    rows: mayRead ? rows : rows.map((row) => ({ ...row, title: null })),
    looked: cases.length,
    more: read.cases.length > sample,
    oldest: cases.at(-1)?.reportedAt.toISOString() ?? null,
    rules: [...rules.values()],
  };
}

type Tally = Pick<Found, 'changed' | 'handled' | 'agreesBefore' | 'agreesAfter' | 'rows'> & {
  rules: Map<string | null, Found['rules'][number]>;
};
const newTally = (): Tally => ({ changed: 0, handled: 0, agreesBefore: 0, agreesAfter: 0, rows: [], rules: new Map() });

function count(tally: Tally, past: PastCase, before: Decision, after: Decision): void {
  const changed = !sameOutcome(before.outcome, after.outcome);
  const row = tally.rules.get(after.ruleId) ?? { ruleId: after.ruleId, taken: 0, changed: 0 };
  tally.rules.set(after.ruleId, row);
  row.taken += 1;
  if (past.unitId !== null) {
    tally.handled += 1;
    if (before.outcome.unitId === past.unitId) tally.agreesBefore += 1;
    if (after.outcome.unitId === past.unitId) tally.agreesAfter += 1;
  }
  if (!changed) return;
  row.changed += 1;
  tally.changed += 1;
  if (tally.rows.length >= listed) return;
  const { id, no, title, areaName, reportedAt } = past;
  const shown = ({ ruleId, outcome }: Decision) => ({ ruleId, outcome });
  tally.rows.push({
    id,
    no,
    title,
    areaName,
    reportedAt: reportedAt.toISOString(),
    before: shown(before),
    after: shown(after),
  });
}

function sameOutcome(one: RoutingOutcome, other: RoutingOutcome): boolean {
  return (
    one.unitId === other.unitId &&
    one.flowCode === other.flowCode &&
    one.level === other.level &&
    one.limit?.amount === other.limit?.amount &&
    one.limit?.unit === other.limit?.unit
  );
}

/** The newest first, one more than is looked at. */
async function pastCases(tx: Tx, district: number, since: Date): Promise<PastCase[]> {
  const { rows } = await sql<PastCase>`
    select k.id, k.no, k.title, k.area_name as "areaName", k.reported_at as "reportedAt", k.unit_id as "unitId",
           k.category_code as "categoryCode", k.area_path as "areaPath", k.source, k.title || ' ' || k.body as text,
           r.answers
      from app.cases k left join app.exchange_requests r on r.district_id = ${district} and r.id = k.id
     where k.district_id = ${district} and k.reported_at >= ${since}
     order by k.reported_at desc, k.id desc limit ${sample + 1}`.execute(tx);
  return rows;
}
