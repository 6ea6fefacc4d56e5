import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { chosenVersion } from './chosen-version.ts';
import { difference } from './difference.ts';
import { readMatters } from './matter-rows.ts';

type Route = 'GET /api/matters/:kind/difference';

export async function readDifference({ services, actor, params, query }: Call<Route>): Promise<Answer<Route>> {
  const list = { district: actor.district, kind: params.kind };
  return inDistrict(services.database.app, systemScope(actor.district), async (tx) => {
    const [from, to] = [await chosenVersion(tx, list, query.older), await chosenVersion(tx, list, query.newer)];
    if (!from || !to) return refuse('matter.no-version');
    return difference(await readMatters(tx, from), await readMatters(tx, to));
  });
}
