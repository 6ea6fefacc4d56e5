import type { BaseMap } from '#contract/areas';
import { systemScope } from '#kernel/actor';
import type { Config } from '#kernel/config';
import { inDistrict } from '#kernel/database';
import { Refusal, refusalText } from '#kernel/refuse';
import { SetupFault } from '#kernel/setup-fault';
import { writeBaseMap } from '#modules/areas';
import { districtOf, type Parsed, print, text } from './shape.ts';
import { UsageFault } from './usage-fault.ts';
import { withServices } from './with-services.ts';

/** The settings of a tenant that are data of the installation; so far the base map. */
export async function setDistrict(parsed: Parsed, config: Config): Promise<void> {
  const baseMap = read(parsed);
  await withServices(config, async (services) => {
    const district = await districtOf(services, parsed);
    const by = { accountId: null, who: 'gezhi district set', address: null };
    await inDistrict(services.database.app, systemScope(district), (tx) =>
      writeBaseMap(services, tx, district, baseMap, by),
    ).catch(inPlainWords);
    print(baseMap ? `The base map of ${district} is ${baseMap.url}.` : `${district} has no base map now.`);
  });
}

function read(parsed: Parsed): BaseMap | null {
  const kind = text(parsed, 'base-map');
  if (kind === 'none') return null;
  if (kind !== 'wmts' && kind !== 'pmtiles') throw new UsageFault('--base-map takes wmts, pmtiles or none.');
  const [url, attribution] = [text(parsed, 'url'), text(parsed, 'attribution')];
  if (!url || url.length > 500) throw new UsageFault('--url is missing or longer than 500 letters.');
  if (!attribution || attribution.length > 120)
    throw new UsageFault(
      '--attribution is missing (what the licence of the map wants shown), or longer than 120 letters.',
    );
  return { kind, url, attribution };
}

function inPlainWords(error: unknown): never {
  throw error instanceof Refusal ? new SetupFault(refusalText(error, 'en')) : error;
}
