import { writeFile } from 'node:fs/promises';
import type { Config } from '#kernel/config';
import type { Services } from '#kernel/services';
import { SetupFault } from '#kernel/setup-fault';
import { checkFigures, readerOf, rebuildFigures, writeReport } from '#modules/figures';
import { district, districtOf, type Parsed, print, text } from './shape.ts';
import { UsageFault } from './usage-fault.ts';
import { withServices } from './with-services.ts';

/** Counts every district, or one, anew from the history. */
export function figuresRebuild(parsed: Parsed, config: Config): Promise<void> {
  return withServices(config, async (services) => {
    for (const { id, name } of await chosen(services, district(parsed))) {
      const began = performance.now();
      await services.database.owner.transaction().execute((tx) => rebuildFigures(tx, id, services.clock()));
      print(`${name} (${id}): counted in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    }
  });
}

/** Compares the daily sums with the facts and the facts with the history; a difference ends with exit code 1. */
export function figuresCheck(parsed: Parsed, config: Config): Promise<void> {
  return withServices(config, async (services) => {
    for (const { id, name } of await chosen(services, district(parsed))) {
      const { sums, facts } = await checkFigures(services.database, id);
      if (sums + facts > 0)
        throw new SetupFault(
          `${name} (${id}): ${sums} daily sums and ${facts} facts differ. Changes of the last seconds are no fault: try once more; then figures rebuild mends it.`,
        );
      print(`${name} (${id}): every figure agrees with the history.`);
    }
  });
}

/** The printable report of one area and month. */
export function figuresReport(parsed: Parsed, config: Config): Promise<void> {
  const [file = ''] = parsed.positionals;
  const month = text(parsed, 'month') ?? '';
  if (!/^(19|2\d)\d{2}-(0[1-9]|1[0-2])$/.test(month)) throw new UsageFault('--month takes a month such as 2026-11.');
  const lang = text(parsed, 'lang') ?? 'zh-CN';
  if (lang !== 'zh-CN' && lang !== 'en') throw new UsageFault('--lang takes zh-CN or en.');
  return withServices(config, async (services) => {
    const id = await districtOf(services, parsed);
    const root = await areaOf(services, id, undefined);
    const area = await areaOf(services, id, text(parsed, 'area'));
    const pdf = await writeReport(services, readerOf(id, root, lang), { areaId: area.id, month, lang });
    await writeFile(file, pdf);
    print(`${file}: ${area.name}, ${month}, ${Math.ceil(pdf.length / 1000)} kB.`);
  });
}

/** By its code; without one the whole district. */
async function areaOf({ database }: Pick<Services, 'database'>, districtId: number, code: string | undefined) {
  const areas = database.owner
    .selectFrom('areas')
    .select(['id', 'name', 'path'])
    .where('district_id', '=', districtId)
    .where('valid_to', 'is', null);
  const found = await (code === undefined
    ? areas.where('level', '=', 0)
    : areas.where('code', '=', code)
  ).executeTakeFirst();
  if (!found) throw new SetupFault(`There is no area with the code ${code ?? ''} in ${districtId}.`);
  return found;
}

async function chosen({ database }: Pick<Services, 'database'>, asked: number | undefined) {
  const rows = await database.app.selectFrom('districts').select(['id', 'name']).orderBy('id').execute();
  const found = rows.filter(({ id }) => asked === undefined || id === asked);
  if (found.length === 0)
    throw new SetupFault(asked === undefined ? 'There is no district yet.' : `There is no district ${asked} here.`);
  return found;
}
