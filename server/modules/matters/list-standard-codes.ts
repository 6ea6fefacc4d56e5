import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Call } from '#kernel/routes';
import { keyOf, readCodes, toRef } from './standard-code-rows.ts';

type Route = 'GET /api/standard-codes';

/** Some 550 codes a district: filtered here, paged by their key. */
export async function listStandardCodes({ services, actor, query }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  const { q = '', limit = 100 } = query;
  const after = readCursor(query.after, ['text'])?.[0];
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const maps = await tx
      .selectFrom('category_standard_map')
      .select(['standard', 'kind', 'code'])
      .select(sql<string[]>`array_agg(category_code order by category_code)`.as('categories'))
      .where('district_id', '=', district)
      .groupBy(['standard', 'kind', 'code'])
      .execute();
    const mapped = new Map(maps.map((row) => [keyOf(toRef(row)), row.categories]));
    const found = (await readCodes(tx, district))
      .map((code) => ({ ...code, categories: mapped.get(keyOf(code)) ?? [] }))
      .filter(
        (code) =>
          (query.standard === undefined || code.standard === query.standard) &&
          (query.kind === undefined || code.kind === query.kind) &&
          (query.major === undefined || code.code.startsWith(query.major)) &&
          (query.categoryCode === undefined || code.categories.includes(query.categoryCode)) &&
          `${code.code} ${code.majorName} ${code.name}`.includes(q.trim()),
      );
    const from = after === undefined ? 0 : found.findIndex((code) => keyOf(code) > after);
    const rest = from < 0 ? [] : found.slice(from, from + limit + 1);
    return { ...pageOf(rest, limit, (code) => [keyOf(code)]), total: found.length };
  });
}
