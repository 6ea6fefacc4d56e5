import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { FlowTrial } from '#contract/flow-trials';
import { type ReadyFlow, readyFlow } from '#contract/flow-walk';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { flowsFor, latestFlow, needFlow } from '#modules/flows';
import { flowIn } from './case-record.ts';
import { type Difference, type PastStep, replayOn } from './replay-flow.ts';

type Route = 'POST /api/flows/:flow/dry-run';

const days = 90;
/** The newest; what is asked for is a picture, not a count of everything. */
const most = 2000;
const samples = 8;

/** The real cases of the last 90 days on another flow. Reads only; the samples name cases by their number alone. */
export async function dryRunFlow({ services, actor, params, body }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district } = actor;
  const document =
    body.document === undefined
      ? await latestFlow(services, district, params.flow)
      : needFlow(body.document, params.flow, { alsoCore: true });
  const since = new Date(services.clock().getTime() - days * 24 * 3600_000);
  // The owner's pool: steps are let through to the application one opened case at a time.
  const rows = await inDistrict(services.database.owner, systemScope(district), (tx) => pastCases(tx, district, since));
  const looked = rows.slice(0, most);
  const flows = await flowsFor(services, district, looked.map(flowIn));
  const trial: FlowTrial = {
    since: since.toISOString(),
    cases: looked.length,
    steps: looked.reduce((sum, { steps }) => sum + steps.length, 0),
    more: rows.length > most,
    illegal: { cases: 0, samples: [] },
    owner: { cases: 0, samples: [] },
    due: { cases: 0, samples: [] },
  };
  const flow = readyFlow(document, 0);
  for (const row of looked) addTo(trial, row, flow, flows.of(flowIn(row)));
  return trial;
}

function addTo(trial: FlowTrial, row: PastCase, flow: ReadyFlow, own: ReadyFlow | null): void {
  if (!own) return;
  const found = replayOn(flow, own, row.steps);
  for (const kind of ['illegal', 'owner', 'due'] as const) add(trial[kind], row.no, found[kind]);
}

function add(found: FlowTrial['illegal'], no: string, difference: Difference | null): void {
  if (!difference) return;
  found.cases += 1;
  if (found.samples.length < samples) found.samples.push({ no, ...difference });
}

interface PastCase {
  no: string;
  flow_code: string | null;
  flow_version: number | null;
  flow_state: string | null;
  flow_origin: string | null;
  flow_handler: string | null;
  steps: PastStep[];
}

async function pastCases(tx: Tx, district: number, since: Date): Promise<PastCase[]> {
  const { rows } = await sql<PastCase>`
    select c.no, c.flow_code, c.flow_version, c.flow_state, c.flow_origin, c.flow_handler,
           (select coalesce(jsonb_agg(jsonb_build_object('seq', s.seq, 'move', s.move,
                     'local', coalesce(s.data -> 'flow' ->> 'state', s.state)) order by s.seq), '[]')
              from app.case_steps s where s.district_id = ${district} and s.case_id = c.id) as steps
      from app.cases c
     where c.district_id = ${district} and c.reported_at >= ${since}
     order by c.reported_at desc, c.id desc
     limit ${most + 1}`.execute(tx);
  return rows;
}
