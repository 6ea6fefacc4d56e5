import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { Call } from '#kernel/routes';
import { admissionNow } from '#modules/admissions';
import { resolveDistrict } from '#modules/areas';
import { currentCatalogue } from './current-catalogue.ts';
import { isSure, suggestCategories } from './suggest-for-district.ts';
import { toAnswer, unitIdsByName } from './units.ts';

export const listPublicCategories = async ({
  services,
  query,
}: Call<'GET /api/public/categories'>): Promise<Answer<'GET /api/public/categories'>> => {
  const { id } = await resolveDistrict(services, query.district);
  const { categories } = await currentCatalogue(services, id);
  const belongs = await admissionNow(services, id);
  return {
    rows: categories.map(({ code, parentCode, name, nameEn, limitAmount, limitUnit }) => ({
      code,
      parentCode,
      name,
      nameEn,
      limitAmount,
      limitUnit,
      ...belongs(code),
    })),
  };
};

export const suggestForReport = async ({
  services,
  body,
}: Call<'POST /api/public/suggest'>): Promise<Answer<'POST /api/public/suggest'>> => {
  const { id } = await resolveDistrict(services, body.district);
  const rows = await suggestCategories(services, id, body.text);
  const belongs = await admissionNow(services, id);
  return { rows: rows.map((row) => ({ ...row, ...belongs(row.code) })), preselect: isSure(rows) };
};

export const listCategories = async ({
  services,
  actor,
}: Call<'GET /api/categories'>): Promise<Answer<'GET /api/categories'>> => {
  const { version, importedAt, categories } = await currentCatalogue(services, actor.district);
  const units = await inDistrict(services.database.app, systemScope(actor.district), (tx) =>
    unitIdsByName(tx, actor.district),
  );
  return {
    version,
    importedAt: importedAt.toISOString(),
    rows: categories.map((category) => toAnswer(category, units)),
  };
};
