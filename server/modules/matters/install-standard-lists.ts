import type { Answer } from '#contract/api';
import type { StandardRef } from '#contract/standard-codes';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { currentCatalogue } from '#modules/catalogue';
import { currentVersion, lockDraft, markPublished, openDraft } from './draft.ts';
import { needEditor } from './list-versions.ts';
import { writeMatters } from './matter-rows.ts';
import { type NewCode, tellMapChanged, writeCodes } from './standard-code-rows.ts';
import { forgetMap } from './standard-codes-of.ts';
import { nationalCodes, standardLists } from './standard-lists.ts';

type Route = 'POST /api/matters/standard';
interface Origin {
  district: number;
  at: Date;
  accountId: string | null;
}
type Classes = readonly { code: string; standardRef: string | null }[];

/** Our own lists where a district has none of the kind, the national codes, and the map where a class names its code. */
export async function writeStandardLists(
  tx: Tx,
  origin: Origin,
  categories: Classes,
): Promise<{ lists: number; codes: number }> {
  let lists = 0;
  for (const [kind, matters] of standardLists()) {
    const which = { district: origin.district, kind };
    if ((await currentVersion(tx, which)) !== null || (await lockDraft(tx, which))) continue;
    const draft = await openDraft(tx, { ...origin, kind, origin: 'standard' });
    await writeMatters(tx, draft, matters);
    await markPublished(tx, draft, { ...origin, note: '格治标准清单' });
    lists += 1;
  }
  const codes = nationalCodes();
  await writeCodes(tx, origin.district, origin.at, codes);
  await mapByReference(tx, origin.district, codes, categories);
  return { lists, codes: codes.length };
}

/** "GB/T 47678.5-2026 event 09012" of a class, and the code of the other standard that has the same name. */
export function referencesOf(standardRef: string | null, codes: readonly NewCode[]): StandardRef[] {
  const [, standard, kind, code] = /^(GB\/T [\d.-]+) (event|component) (\d{4,5})$/.exec(standardRef ?? '') ?? [];
  const wanted = kind === 'component' ? 'component' : 'matter';
  const named = codes.find((one) => one.standard === standard && one.kind === wanted && one.code === code);
  if (!named) return [];
  const twin = codes.find((one) => one.standard !== standard && one.kind === wanted && one.name === named.name);
  return [named, ...(twin ? [twin] : [])].map((one) => ({ standard: one.standard, kind: one.kind, code: one.code }));
}

async function mapByReference(tx: Tx, district: number, codes: readonly NewCode[], categories: Classes): Promise<void> {
  const rows = categories.flatMap(({ code, standardRef }) =>
    referencesOf(standardRef, codes).map((ref) => ({ district_id: district, category_code: code, ...ref })),
  );
  if (rows.length > 0)
    await tx
      .insertInto('category_standard_map')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .execute();
  await tellMapChanged(tx, district);
}

export async function installStandardLists({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId, name: who } = actor;
  const { categories } = await currentCatalogue(services, district);
  const ask = { id: body.commandId, name: 'install-standard-lists', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const installed = await writeStandardLists(tx, { district, accountId, at: services.clock() }, categories);
    const detail = `${installed.lists} lists, ${installed.codes} codes`;
    await audit(tx, services, {
      ...{ district, accountId, who, address, detail },
      action: 'matter.install',
      outcome: 'done',
    });
    return installed;
  });
  forgetMap(services, district);
  return answer;
}
