import { systemScope } from '#kernel/actor';
import type { Config } from '#kernel/config';
import { inDistrict } from '#kernel/database';
import type { Services } from '#kernel/services';
import { SetupFault } from '#kernel/setup-fault';
import { installStandardCatalogue, standardCategories } from '#modules/catalogue';
import { writeStandardLists } from '#modules/matters';
import { type Parsed, print, text } from './shape.ts';
import { UsageFault } from './usage-fault.ts';
import { withServices } from './with-services.ts';

interface NewDistrict {
  id: number;
  name: string;
  fullName: string;
  lon: number;
  lat: number;
  hotline: string;
  prefix: string;
  levels: string[];
}

/** A tenant of one's own: its row, the names of its levels, the root of its tree, the standard catalogue, and the item lists with the national codes. */
export async function addDistrict(parsed: Parsed, config: Config): Promise<void> {
  const district = read(parsed);
  await withServices(config, async (services) => {
    await plant(services, district);
    print(
      `${district.name} (${district.id}) is there. Next: import areas, user add --role operator, user add --role sysAdmin.`,
    );
  });
}

function read(parsed: Parsed): NewDistrict {
  const [id = ''] = parsed.positionals;
  if (!/^[1-9]\d{5}(\d{3})?$/.test(id))
    throw new UsageFault('The district is the first 6 or 9 digits of its division code.');
  const name = text(parsed, 'name');
  const [lon = Number.NaN, lat = Number.NaN] = (text(parsed, 'centre') ?? '').split(',').map(Number);
  const levels = (text(parsed, 'levels') ?? '').split(',').filter(Boolean);
  if (!name) throw new UsageFault('--name is missing.');
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
    throw new UsageFault('--centre takes longitude,latitude such as 120.27,30.10.');
  if (levels.length < 2)
    throw new UsageFault('--levels takes at least two names from the root down, such as 镇,村社,网格,微网格.');
  const prefix = text(parsed, 'prefix') ?? '';
  if (!/^[A-Z]{1,6}$/.test(prefix))
    throw new UsageFault('--prefix takes one to six capital letters: the head of case numbers.');
  return {
    id: Number(id),
    name,
    fullName: text(parsed, 'full-name') ?? name,
    lon,
    lat,
    hotline: text(parsed, 'hotline') ?? '12345',
    prefix,
    levels,
  };
}

async function plant(services: Services, district: NewDistrict): Promise<void> {
  const { id, levels } = district;
  const { owner, app } = services.database;
  const at = services.clock();
  const code = String(id).padEnd(12, '0');
  await owner.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('districts')
      .values({
        id,
        name: district.name,
        full_name: district.fullName,
        division_code: code,
        lon: district.lon,
        lat: district.lat,
        hotline: district.hotline,
        settings: JSON.stringify({ casePrefix: district.prefix }),
        created_at: at,
      })
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) throw new SetupFault(`District ${id} is there already.`);
    await tx
      .insertInto('area_levels')
      .values(levels.map((zh, level) => ({ district_id: id, level, zh, en: zh, leaf: level === levels.length - 1 })))
      .execute();
    const root = {
      district_id: id,
      id: services.ids(),
      parent_id: null,
      level: 0,
      code,
      name: district.name,
      kind: 'residential',
    };
    await tx
      .insertInto('areas')
      .values({ ...root, path: `${code}/`, lon: district.lon, lat: district.lat, valid_from: at })
      .execute();
    const version = {
      name: district.name,
      parent_id: null,
      kind: 'residential',
      households: 0,
      source_system: 'wgs84',
    };
    await tx
      .insertInto('area_versions')
      .values({ district_id: id, id: services.ids(), area_id: root.id, valid_from: at, ...version })
      .execute();
  });
  await inDistrict(app, systemScope(id), async (tx) => {
    await installStandardCatalogue(tx, { district: id, at, ids: services.ids });
    await writeStandardLists(tx, { district: id, at, accountId: null }, standardCategories);
  });
}
