import type { Answer, Ask } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { type CatalogueCategory, forgetCatalogue, readCategories } from './current-catalogue.ts';
import { toAnswer, unitIdsByName, unitNameOf } from './units.ts';
import { needWholeDistrict } from './whole-district.ts';
import { claimVersion, type VersionOrigin, writeCategories } from './write-catalogue.ts';

type Route = 'PUT /api/categories/:code';
type Changes = Ask<Route>['body'];

const tidyList = (words: readonly string[]): string[] =>
  [...new Set(words.map((word) => word.trim()))].filter((word) => word !== '');

/** The category with the changes; what was not sent stays. `unitName` is that of the unit asked for. */
export const changeCategory = (
  before: CatalogueCategory,
  { commandId: _, unitId: __, ...changes }: Changes,
  unitName: string | null,
): CatalogueCategory => {
  const sent = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: CatalogueCategory = { ...before, ...sent, unitName };
  after.name = after.name.trim();
  after.keywords = tidyList(after.keywords);
  after.examples = tidyList(after.examples);
  if (after.name === '') refuse('input.invalid', { 'detail:zh': '名称不能为空', 'detail:en': 'the name is empty' });
  if ((after.limitAmount === null) !== (after.limitUnit === null))
    refuse('input.invalid', {
      'detail:zh': '时限和时限单位要么都有，要么都没有',
      'detail:en': 'a limit needs a unit, and a unit a limit',
    });
  return after;
};

const wantedUnit = (tx: Tx, district: number, before: CatalogueCategory, unitId: Changes['unitId']) => {
  if (unitId === undefined) return before.unitName;
  return unitId === null ? null : unitNameOf(tx, district, unitId);
};

const writeChange = async (tx: Tx, origin: VersionOrigin, code: string, body: Changes): Promise<Answer<Route>> => {
  const { district } = origin;
  // Claimed before reading: a second editor waits here and then reads what the first one wrote.
  const version = await claimVersion(tx, origin);
  const before = await readCategories(tx, district, version - 1);
  const found = before.find((category) => category.code === code) ?? refuse('category.unknown');
  const changed = changeCategory(found, body, await wantedUnit(tx, district, found, body.unitId));
  await writeCategories(
    tx,
    origin,
    version,
    before.map((category) => (category === found ? changed : category)),
  );
  return toAnswer(changed, await unitIdsByName(tx, district));
};

export const editCategory = async ({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> => {
  needWholeDistrict(actor);
  const { district, accountId } = actor;
  const ask = { id: body.commandId, name: 'edit-category', by: accountId, body: { ...body, code: params.code } };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const origin: VersionOrigin = { district, at: services.clock(), ids: services.ids, accountId, origin: 'edit' };
    const changed = await writeChange(tx, origin, params.code, body);
    const { commandId: _, ...sent } = body;
    await audit(tx, services, {
      district,
      accountId,
      who: actor.name,
      action: 'catalogue.change',
      target: params.code,
      address,
      outcome: 'done',
      detail: Object.keys(sent).join(', '),
    });
    return changed;
  });
  forgetCatalogue(services, district);
  return answer;
};
