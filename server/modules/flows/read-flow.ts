import type { Answer } from '#contract/api';
import type { FlowDocument } from '#contract/flow-document';
import { coreFlow } from '#contract/flow-walk';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { inForceOf, readLatest, readVersion } from './flow-rows.ts';
import { shippedFlows } from './shipped-flows.ts';

type Route = 'GET /api/flows/:flow';

/** The document that an editor would open: the draft, else the version in force, else what comes with the program. */
export async function latestFlow(services: Services, district: number, code: string): Promise<FlowDocument> {
  const own = await inDistrict(services.database.app, systemScope(district), (tx) => readLatest(tx, district, code));
  return own?.document ?? withTheProgram(code)?.document ?? refuse('flow.unknown');
}

function withTheProgram(code: string): { origin: 'core' | 'shipped'; document: FlowDocument } | null {
  if (code === coreFlow.document.code) return { origin: 'core', document: coreFlow.document };
  const document = shippedFlows.get(code);
  return document ? { origin: 'shipped', document } : null;
}

/** A version of this district's own, else the flow of that code that comes with the program. */
export async function readFlow({ services, actor, params, query }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  const { flow: code } = params;
  const { version } = query;
  const own = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const found = version ? await readVersion(tx, district, code, version) : await readLatest(tx, district, code);
    return found && { found, inForce: await inForceOf(tx, district, code) };
  });
  if (own) {
    const { published, ...found } = own.found;
    const status = !published ? 'draft' : found.version === own.inForce ? 'published' : 'retired';
    return { ...found, origin: 'own', status };
  }
  const found = version === undefined ? withTheProgram(code) : null;
  if (!found) return refuse('flow.unknown');
  return { code, version: 0, status: 'published', revision: 0, ...found };
}
