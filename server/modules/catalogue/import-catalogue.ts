import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { type AuditEntry, audit } from '#modules/audit';
import { checkCategories } from './check-categories.ts';
import { forgetCatalogue } from './current-catalogue.ts';
import type { ImportFault } from './import-faults.ts';
import { type RawCatalogue, readCatalogueBytes, readCatalogueText } from './read-catalogue-file.ts';
import { needWholeDistrict } from './whole-district.ts';
import { type NewCategory, writeVersion } from './write-catalogue.ts';

type Route = 'POST /api/categories/import';
type Imported = Answer<Route>;

const check = (raw: RawCatalogue): { categories: NewCategory[]; faults: ImportFault[] } => {
  const { categories, faults } = checkCategories(raw.categories);
  // What the reader already refused leaves half a file: its families would only add noise.
  return raw.faults.length > 0 ? { categories: [], faults: raw.faults } : { categories, faults };
};

const store = async (
  tx: Tx,
  services: Pick<Services, 'clock' | 'ids'>,
  categories: readonly NewCategory[],
  by: Pick<AuditEntry, 'district' | 'accountId' | 'who' | 'address'>,
): Promise<Imported> => {
  const { district, accountId } = by;
  const origin = { district, accountId, at: services.clock(), ids: services.ids, origin: 'import' } as const;
  const version = await writeVersion(tx, origin, categories);
  const detail = `version ${version}, ${categories.length} categories`;
  await audit(tx, services, { ...by, action: 'catalogue.import', outcome: 'done', detail });
  return { categories: categories.length, faults: [] };
};

/** Replaces the catalogue whole or not at all; a dry run only lists the faults. Running cases keep their category. */
export const importCatalogue = async ({ services, actor, body, address }: Call<Route>): Promise<Imported> => {
  needWholeDistrict(actor);
  const { categories, faults } = check(readCatalogueText(body.format, body.content));
  if (body.dryRun) return { categories: categories.length, faults };
  const [first] = faults;
  if (first)
    refuse('catalogue.invalid', { 'detail:zh': withLine(first, 'zh'), 'detail:en': withLine(first, 'en') }, { faults });
  const { district, accountId } = actor;
  const ask = { id: body.commandId, name: 'import-catalogue', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, (tx) =>
    store(tx, services, categories, { district, accountId, who: actor.name, address }),
  );
  forgetCatalogue(services, district);
  return answer;
};

const withLine = ({ line, zh, en }: ImportFault, language: 'zh' | 'en'): string => {
  if (language === 'zh') return line === null ? zh : `第 ${line} 行：${zh}`;
  return line === null ? en : `line ${line}: ${en}`;
};

/** `gezhi import catalogue FILE`: the same from the command line, by whoever runs the server. */
export const importCatalogueFile = async (
  services: Pick<Services, 'database' | 'clock' | 'ids'>,
  { district, fileName, bytes }: { district: number; fileName: string; bytes: Uint8Array },
): Promise<Imported> => {
  const { categories, faults } = check(readCatalogueBytes(fileName, bytes));
  if (faults.length > 0) return { categories: 0, faults };
  return inDistrict(services.database.app, systemScope(district), (tx) =>
    store(tx, services, categories, { district, accountId: null, who: 'gezhi import catalogue' }),
  );
};
