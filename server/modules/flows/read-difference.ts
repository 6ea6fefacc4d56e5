import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { flowDifference } from './flow-difference.ts';
import { readVersion } from './flow-rows.ts';

type Route = 'GET /api/flows/:flow/difference';

export function readDifference({ services, actor, params, query }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const older = (await readVersion(tx, district, params.flow, query.older)) ?? refuse('flow.unknown');
    const newer = (await readVersion(tx, district, params.flow, query.newer)) ?? refuse('flow.unknown');
    return { changes: flowDifference(older.document, newer.document) };
  });
}
