import { matterKindNames } from '#contract/matters';
import type { Config } from '#kernel/config';
import { importMatterFile, importStandardFile } from '#modules/matters';
import { readBytes, report } from './imports.ts';
import { type Command, districtOf, type Parsed, print, text } from './shape.ts';
import { UsageFault } from './usage-fault.ts';
import { withServices } from './with-services.ts';

async function importMatters(parsed: Parsed, config: Config): Promise<void> {
  const [path = ''] = parsed.positionals;
  const kind = matterKindNames.find((one) => one === text(parsed, 'kind'));
  if (!kind) throw new UsageFault(`--kind takes ${matterKindNames.join(', ')}.`);
  const bytes = await readBytes(path);
  const dryRun = parsed.values['dry-run'] === true;
  await withServices(config, async (services) => {
    const district = await districtOf(services, parsed);
    const given = { district, kind, bytes, dryRun, publish: text(parsed, 'publish') };
    const { faults, faultCount, items, difference, version } = await importMatterFile(services, given);
    report(faults, faultCount);
    const { added = [], changed = [], removed = [] } = difference ?? {};
    for (const { code, name, fields } of changed)
      for (const { field, before, after } of fields) print(`${code} ${name}: ${field} ${before} -> ${after}`);
    print(`${items} items: ${added.length} added, ${changed.length} changed, ${removed.length} removed.`);
    const state = given.publish ? 'published' : '(draft)';
    print(version === null ? 'Dry run: nothing was written.' : `Version ${version} ${state}.`);
  });
}

async function importStandard(parsed: Parsed, config: Config): Promise<void> {
  const [path = ''] = parsed.positionals;
  if (!/\.(csv|xlsx)$/i.test(path)) throw new UsageFault('The code list ends in .csv or .xlsx.');
  const standard = text(parsed, 'standard');
  if (standard && !['2013', '2026'].includes(standard)) throw new UsageFault('--standard takes 2013 or 2026.');
  const bytes = await readBytes(path);
  const dryRun = parsed.values['dry-run'] === true;
  await withServices(config, async (services) => {
    const district = await districtOf(services, parsed);
    const result = await importStandardFile(services, { district, fileName: path, bytes, standard, dryRun });
    report(result.faults, result.faultCount);
    print(`${result.codes} codes: ${result.added} added, ${result.changed} changed.`);
  });
}

const shared = { district: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } as const;

export const matterCommands: readonly Command[] = [
  {
    name: 'import matters',
    summary: 'put an item list (xlsx) into the draft',
    usage: 'import matters FILE.xlsx --kind KIND [--district ID] [--dry-run] [--publish NOTE]',
    help: 'Every fault is listed with its cell; with a fault nothing is imported. Kinds: jointEnforcement, community, patrol,\npenalty, duty. The template is in the desk. Without --publish the list waits as a draft.',
    options: { ...shared, kind: { type: 'string' }, publish: { type: 'string' } },
    least: 1,
    most: 1,
    run: importMatters,
  },
  {
    name: 'import standard',
    summary: 'import codes of a national standard',
    usage: 'import standard FILE.csv|FILE.xlsx [--standard 2013|2026] [--district ID] [--dry-run]',
    help: 'Columns kind, code, major_code, major_name, minor_code, minor_name. Adds and renames codes; takes none away.',
    options: { ...shared, standard: { type: 'string' } },
    least: 1,
    most: 1,
    run: importStandard,
  },
];
