import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Config } from '#kernel/config';
import { SetupFault } from '#kernel/setup-fault';
import { importAreaFile, isCoordinateSystem, readDivisions, importDivisions as writeDivisions } from '#modules/areas';
import { importCatalogueFile } from '#modules/catalogue';
import { importCalendarFile } from '#modules/deadlines';
import { districtOf, type Parsed, print, text } from './shape.ts';
import { UsageFault } from './usage-fault.ts';
import { withServices } from './with-services.ts';

interface Fault {
  zh: string;
  en: string;
  feature?: number | null;
  code?: string | null;
  line?: number | null;
  cell?: string | null;
}

export async function importAreas(parsed: Parsed, config: Config): Promise<void> {
  const [path = ''] = parsed.positionals;
  const system = text(parsed, 'system') ?? 'wgs84';
  if (!isCoordinateSystem(system)) throw new UsageFault('--system takes wgs84, cgcs2000, gcj02 or bd09.');
  const mapping = mappingOf(text(parsed, 'map') ?? '');
  const file = parseJson(await readText(path), path);
  await withServices(config, async (services) => {
    const district = await districtOf(services, parsed);
    const result = await importAreaFile(
      services,
      district,
      { file, mapping, system },
      parsed.values['dry-run'] === true,
    );
    report(result.faults, result.faultCount);
    report(result.warnings, 0);
    print(`${result.added} added, ${result.changed} changed, ${result.unchanged} unchanged.`);
  });
}

export async function importDivisions(parsed: Parsed, config: Config): Promise<void> {
  const prefixes = (text(parsed, 'under') ?? '').split(',').filter(Boolean);
  if (prefixes.some((prefix) => !/^\d{2,12}$/.test(prefix)))
    throw new UsageFault('--under takes division codes of 2 to 12 digits.');
  const [path] = parsed.positionals;
  if (path) await readText(path);
  const divisions = await readDivisions(prefixes, path);
  await withServices(config, async ({ database }) =>
    print(`${await writeDivisions(database, divisions)} divisions written.`),
  );
}

export async function importCatalogue(parsed: Parsed, config: Config): Promise<void> {
  const [path = ''] = parsed.positionals;
  if (!/\.(json|csv)$/i.test(path)) throw new UsageFault('The catalogue file ends in .json or .csv.');
  const bytes = await readBytes(path);
  await withServices(config, async (services) => {
    const district = await districtOf(services, parsed);
    const result = await importCatalogueFile(services, { district, fileName: path, bytes });
    report(result.faults, result.faults.length);
    print(`${result.categories} categories.`);
  });
}

export async function importCalendar(parsed: Parsed, config: Config): Promise<void> {
  const [path = ''] = parsed.positionals;
  if (!/\.(csv|xlsx)$/i.test(path)) throw new UsageFault('The calendar file ends in .csv or .xlsx.');
  const bytes = await readBytes(path);
  const dryRun = parsed.values['dry-run'] === true;
  await withServices(config, async (services) => {
    const district = await districtOf(services, parsed);
    const result = await importCalendarFile(services, { district, fileName: basename(path), bytes, dryRun });
    report(result.faults, result.faults.length);
    const { years, added, changed, removed, version } = result;
    const named = years.map(({ year }) => year).join(', ');
    print(`${named}: ${added} added, ${changed} changed, ${removed} removed${version ? `; version ${version}` : ''}.`);
  });
}

/** Lists faults one a line; with one that counts, nothing was imported and the exit code says so. */
export function report(faults: readonly Fault[], count: number): void {
  for (const { feature, line, code, cell, en, zh } of faults) {
    const place = [
      feature == null ? '' : `feature ${feature}`,
      line == null ? '' : `line ${line}`,
      code ?? '',
      cell ?? '',
    ]
      .filter(Boolean)
      .join(', ');
    process.stderr.write(`${place ? `${place}: ` : ''}${en} ${zh}\n`);
  }
  if (count > 0) throw new SetupFault(`${count} faults; nothing was imported.`);
}

function mappingOf(given: string) {
  const pairs = given
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2 || !pair[1]))
    throw new UsageFault('--map takes pairs such as code=adcode,name=name.');
  return { code: 'code', name: 'name', ...(Object.fromEntries(pairs) as Record<string, string>) };
}

async function readText(path: string): Promise<string> {
  return (await readBytes(path)).toString('utf8');
}

export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new SetupFault(`The file ${path} cannot be read.`);
  }
}

function parseJson(content: string, path: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new SetupFault(`The file ${path} is not JSON.`);
  }
}
