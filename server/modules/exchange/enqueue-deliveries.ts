import { sql } from 'kysely';
import type { Words } from '#contract/flow-document';
import { type Move, type State, states } from '#contract/lifecycle';
import type { StepTold } from '#contract/webhooks';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { OutboxRow } from '#kernel/outbox';
import type { Services } from '#kernel/services';
import { type StepWordsRow, stepNamer } from '#modules/flows';
import { planRun } from './plan-deliveries.ts';
import { type WebhookFilter, wantsStep } from './webhook-filter.ts';

type Writing = Pick<Services, 'database' | 'clock' | 'ids'>;
interface Hook extends WebhookFilter {
  id: string;
}
interface SeenStep {
  seq: number;
  at: Date;
  move: string;
  state: string;
  flow_state: string | null;
  flow_action: string | null;
  actorKind: string;
  actorTitle: string | null;
}
interface SeenCase {
  id: string;
  flow_code: string | null;
  flow_version: number | null;
  no: string;
  categoryCode: string | null;
  categoryName: string | null;
  areaId: string;
  areaName: string;
  areaPath: string;
}

interface ToldStep {
  found: SeenCase;
  step: SeenStep;
  words: { moveName: Words; stateName: Words };
}

/** Turns announced steps into deliveries, one transaction a district. A step seen twice becomes one delivery. */
export async function enqueueDeliveries(services: Writing, rows: readonly OutboxRow[]): Promise<void> {
  for (const [district, events] of Map.groupBy(rows, (row) => row.district)) {
    await inDistrict(services.database.app, systemScope(district), async (tx) => {
      const hooks = await readHooks(tx, district);
      if (hooks.length > 0) await enqueue(services, tx, district, hooks, events);
    });
  }
}

async function readHooks(tx: Tx, district: number): Promise<Hook[]> {
  return tx
    .selectFrom('webhooks as w')
    .leftJoin('areas as a', (on) => on.onRef('a.id', '=', 'w.area_id').on('a.district_id', '=', district))
    .select(['w.id', 'w.moves', 'w.categories', 'w.created_at as createdAt', 'a.path as areaPath'])
    .where('w.district_id', '=', district)
    .where('w.ended_at', 'is', null)
    .orderBy('w.id')
    .execute();
}

async function enqueue(
  services: Writing,
  tx: Tx,
  district: number,
  hooks: readonly Hook[],
  events: readonly OutboxRow[],
): Promise<void> {
  const ids = [...new Set(events.map((event) => event.caseId))];
  const cases = await readCases(tx, district, ids);
  const steps = await readSteps(tx, district, ids);
  const seen = events.flatMap((event) => {
    const found = cases.get(event.caseId);
    const step = steps.get(`${event.caseId} ${seqOf(event)}`);
    return found && step ? [{ event, found, step }] : [];
  });
  const wordsOf = await stepNamer(services, district, seen.map(inFlow));
  const told = seen.map((one) => ({ ...one, words: wordsOf(inFlow(one)) }));
  for (const hook of hooks) {
    // The place is that of the step: a case moved on to another micro-grid was still here then.
    const wanted = told.filter(({ event, found, step }) =>
      wantsStep(hook, { ...step, areaPath: event.areaPath, categoryCode: found.categoryCode }),
    );
    if (wanted.length > 0) await writeDeliveries(services, tx, district, hook.id, wanted);
  }
}

function inFlow({ found, step }: { found: SeenCase; step: SeenStep }): StepWordsRow {
  const { flow_code, flow_version } = found;
  const { move, state, flow_state, flow_action } = step;
  return { move, state, flow_code, flow_version, flow_state, flow_action };
}

function seqOf({ payload }: OutboxRow): number {
  // Written by announce() of the cases; another shape would find no step and tell nothing.
  return (payload as { seq: number }).seq;
}

async function readCases(tx: Tx, district: number, ids: readonly string[]): Promise<Map<string, SeenCase>> {
  const rows = await tx
    .selectFrom('cases')
    .select(['id', 'no', 'category_code as categoryCode', 'category_name as categoryName'])
    .select(['flow_code', 'flow_version'])
    .select(['area_id as areaId', 'area_name as areaName', 'area_path as areaPath'])
    .where('district_id', '=', district)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function readSteps(tx: Tx, district: number, ids: readonly string[]): Promise<Map<string, SeenStep>> {
  await sql`select app.open_case(${district}, k.id) from unnest(${ids}::uuid[]) as k(id)`.execute(tx);
  const rows = await tx
    .selectFrom('case_steps')
    .select(['case_id as caseId', 'seq', 'at', 'move', 'state'])
    .select(['actor_kind as actorKind', 'actor_title as actorTitle'])
    .select([
      sql<string | null>`data->'flow'->>'state'`.as('flow_state'),
      sql<string | null>`data->'flow'->>'action'`.as('flow_action'),
    ])
    .where('district_id', '=', district)
    .where('case_id', 'in', ids)
    .execute();
  return new Map(rows.map(({ caseId, ...step }) => [`${caseId} ${step.seq}`, step]));
}

async function writeDeliveries(
  services: Writing,
  tx: Tx,
  district: number,
  webhookId: string,
  wanted: readonly ToldStep[],
): Promise<void> {
  const hook = await tx
    .selectFrom('webhooks')
    .select(['paused_at as pausedAt', 'hold_until as holdUntil'])
    .where('district_id', '=', district)
    .where('id', '=', webhookId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!hook) return;
  const now = services.clock();
  const written = await tx
    .insertInto('webhook_deliveries')
    .values(wanted.map((one) => deliveryRow(services, district, webhookId, one, now)))
    .onConflict((on) => on.columns(['district_id', 'webhook_id', 'case_id', 'seq']).doNothing())
    .returning('id')
    .execute();
  if (written.length === 0 || hook.pausedAt) return;
  await planRun(tx, district, webhookId, hook.holdUntil && hook.holdUntil > now ? hook.holdUntil : now);
}

function deliveryRow(services: Pick<Services, 'ids'>, district: number, webhookId: string, told: ToldStep, now: Date) {
  const { found, step } = told;
  const id = services.ids();
  return {
    district_id: district,
    id,
    webhook_id: webhookId,
    case_id: found.id,
    case_no: found.no,
    seq: step.seq,
    move: step.move,
    payload: JSON.stringify(toldStep(district, id, told)),
    state: 'waiting',
    next_at: now,
    created_at: now,
  };
}

/** Ids, codes, states and titles: no word of a resident, no note, no name. */
function toldStep(district: number, id: string, { found, step, words }: ToldStep): StepTold {
  const state = step.state as State; // written by the life cycle only
  return {
    version: 1,
    id,
    type: 'case.step',
    at: step.at.toISOString(),
    district,
    case: {
      id: found.id,
      no: found.no,
      state,
      stateName: words.stateName,
      stateKind: states[state].kind,
      categoryCode: found.categoryCode,
      categoryName: found.categoryName,
      areaId: found.areaId,
      areaName: found.areaName,
    },
    step: {
      seq: step.seq,
      move: step.move as Move | 'report', // written by the life cycle only
      moveName: words.moveName,
      at: step.at.toISOString(),
      by: step.actorKind === 'staff' ? step.actorTitle : null,
      byKind: step.actorKind as 'resident' | 'staff' | 'system', // the check of the table lets no other in
    },
  };
}
