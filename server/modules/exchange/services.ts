import type { Attribute, ServiceMode, ServiceSetting } from '#contract/open311';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { type CatalogueCategory, currentCatalogue } from '#modules/catalogue';

/** A minor class of the catalogue as it is offered to other systems. */
export interface OfferedService extends ServiceSetting {
  description: string;
  keywords: readonly string[];
  /** The major class. */
  group: string;
  groupEn: string;
}

interface Stored {
  mode: ServiceMode;
  attributes: Attribute[];
}

/** Every minor class in the order of its code; the administrator's settings where there are some. */
export async function offeredServices(services: Services, district: number): Promise<OfferedService[]> {
  const { categories, byCode } = await currentCatalogue(services, district);
  const stored = await inDistrict(services.database.app, systemScope(district), (tx) => readSettings(tx, district));
  return categories
    .filter((category) => category.parentCode !== null)
    .map((category) => offer(category, byCode.get(category.parentCode ?? ''), stored.get(category.code)));
}

/** One of them; refuses a code that the catalogue in force does not have, or that is a major class. */
export async function offeredService(services: Services, district: number, code: string): Promise<OfferedService> {
  const found = (await offeredServices(services, district)).find((service) => service.code === code);
  return found ?? refuse('service.unknown');
}

function offer(
  category: CatalogueCategory,
  major: CatalogueCategory | undefined,
  stored: Stored | undefined,
): OfferedService {
  const { code, name, nameEn, description, keywords } = category;
  return {
    code,
    name,
    nameEn,
    description,
    keywords,
    group: major?.name ?? '',
    groupEn: major?.nameEn ?? '',
    mode: stored?.mode ?? 'realtime',
    attributes: stored?.attributes ?? [],
  };
}

async function readSettings(tx: Tx, district: number): Promise<Map<string, Stored>> {
  const rows = await tx
    .selectFrom('exchange_services')
    .select(['code', 'mode', 'attributes'])
    .where('district_id', '=', district)
    .execute();
  // Written by set-service.ts alone, which checked both.
  return new Map(
    rows.map(({ code, mode, attributes }) => [
      code,
      { mode: mode as ServiceMode, attributes: attributes as Attribute[] },
    ]),
  );
}
