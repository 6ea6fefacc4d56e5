import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { categoryByCode } from '#modules/catalogue';
import { needEditor } from './list-versions.ts';
import { keyOf, readCodes, tellMapChanged } from './standard-code-rows.ts';
import { forgetMap } from './standard-codes-of.ts';

type Route = 'PUT /api/standard-codes/map/:categoryCode';

/** Settles the codes of a class; those it had before and has no more are taken away. */
export async function mapCategory({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId, name: who } = actor;
  const { categoryCode } = params;
  if (!(await categoryByCode(services, district, categoryCode))) refuse('category.unknown');
  const codes = [...new Map(body.codes.map((code) => [keyOf(code), code])).values()];
  const ask = { id: body.commandId, name: 'map-category', by: accountId, body: { ...body, categoryCode } };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const known = new Set((await readCodes(tx, district)).map(keyOf));
    const unknown = codes.find((code) => !known.has(keyOf(code)));
    if (unknown) refuse('standard-code.unknown', { code: keyOf(unknown) });
    await tx
      .deleteFrom('category_standard_map')
      .where('district_id', '=', district)
      .where('category_code', '=', categoryCode)
      .execute();
    if (codes.length > 0)
      await tx
        .insertInto('category_standard_map')
        .values(codes.map((code) => ({ district_id: district, category_code: categoryCode, ...code })))
        .onConflict((on) => on.doNothing())
        .execute();
    await tellMapChanged(tx, district);
    const detail = codes.map(keyOf).join(', ').slice(0, 500);
    const entry = { district, accountId, who, address, detail, target: categoryCode } as const;
    await audit(tx, services, { ...entry, action: 'standard.change', outcome: 'done' });
    return { done: true } as const;
  });
  forgetMap(services, district);
  return answer;
}
