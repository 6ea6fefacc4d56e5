import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { Call } from '#kernel/routes';
import { readDecisions } from './admission-rows.ts';
import { inForceOn, shanghaiDate } from './decision-in-force.ts';

type Route = 'GET /api/admissions';

export async function listAdmissions({ services, actor, query }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  const rows = await inDistrict(services.database.app, systemScope(district), (tx) => readDecisions(tx, district));
  const today = inForceOn(rows, shanghaiDate(services.clock()));
  return {
    rows: rows
      .filter(({ categoryCode }) => query.categoryCode === undefined || categoryCode === query.categoryCode)
      .map((row) => ({ ...row, inForce: today.get(row.categoryCode) === row })),
  };
}
