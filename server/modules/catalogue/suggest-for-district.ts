import { createHash } from 'node:crypto';
import type { Suggestion } from '#contract/catalogue';
import type { Database } from '#kernel/database';
import { type Catalogue, currentCatalogue } from './current-catalogue.ts';
import { preselectFrom, type Suggester, seedDocuments, trainSuggester } from './suggest-category.ts';

/** Districts with the same catalogue share a model of some 3 MB; the one unused the longest goes first. */
const mostModels = 8;
const models = new Map<string, Promise<Suggester>>();
const modelOf = new WeakMap<Catalogue, Promise<Suggester>>();

const sharedModel = (catalogue: Catalogue): Promise<Suggester> => {
  const documents = seedDocuments(catalogue.categories.filter((category) => category.parentCode !== null));
  const key = createHash('sha256').update(JSON.stringify(documents)).digest('hex');
  const model = models.get(key) ?? trainSuggester(documents);
  models.delete(key);
  models.set(key, model);
  const [oldest] = models.keys();
  if (models.size > mostModels && oldest) models.delete(oldest);
  return model;
};

const suggesterFor = (catalogue: Catalogue): Promise<Suggester> => {
  const model = modelOf.get(catalogue) ?? sharedModel(catalogue);
  modelOf.set(catalogue, model);
  return model;
};

/** Minor classes for a text, best first, at most three. */
export const suggestCategories = async (
  services: { database: Database },
  district: number,
  text: string,
): Promise<Suggestion[]> => {
  const catalogue = await currentCatalogue(services, district);
  const suggest = await suggesterFor(catalogue);
  return suggest(text).flatMap((one) => {
    const category = catalogue.byCode.get(one.code);
    return category ? [{ ...one, name: category.name, nameEn: category.nameEn }] : [];
  });
};

/** Is the first sure enough to be filled in for the person? */
export const isSure = (suggestions: readonly Suggestion[]): boolean =>
  (suggestions[0]?.confidence ?? 0) >= preselectFrom;
