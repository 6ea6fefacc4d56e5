import type { Answer, Ask } from '#contract/api';
import { standards } from '#contract/standard-codes';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict, type Tx } from '#kernel/database';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import type { CellFault } from '#kernel/xlsx';
import { audit } from '#modules/audit';
import { refuseFaults } from './import-matters.ts';
import { needEditor } from './list-versions.ts';
import { type ReadCodes, readCodesCsv, readCodesSheet } from './read-standard-codes.ts';
import { keyOf, type NewCode, readCodes, writeCodes } from './standard-code-rows.ts';

type Route = 'POST /api/standard-codes/import';
type Imported = Answer<Route>;
type Standard = Ask<Route>['body']['standard'];
type By = { district: number; accountId: string | null; who: string; address?: string };

const listed = 200;
const faultsOf = (faults: readonly CellFault[]): Imported => ({
  ...{ codes: 0, added: 0, changed: 0 },
  faults: faults.slice(0, listed),
  faultCount: faults.length,
});

async function readContent({ format, content, standard }: Ask<Route>['body']): Promise<ReadCodes> {
  const bytes = Buffer.from(content, 'base64');
  return format === 'csv' ? readCodesCsv(bytes.toString('utf8'), standard) : readCodesSheet(bytes, standard);
}

async function compare(tx: Tx, district: number, codes: readonly NewCode[]): Promise<Imported> {
  const known = new Map((await readCodes(tx, district)).map((code) => [keyOf(code), code]));
  const added = codes.filter((code) => !known.has(keyOf(code))).length;
  const changed = codes.filter((code) => {
    const before = known.get(keyOf(code));
    return before && (before.name !== code.name || before.majorName !== code.majorName);
  }).length;
  return { codes: codes.length, added, changed, faults: [], faultCount: 0 };
}

async function store(tx: Tx, services: Services, standard: Standard, codes: NewCode[], by: By): Promise<Imported> {
  const result = await compare(tx, by.district, codes);
  await writeCodes(tx, by.district, services.clock(), codes);
  const detail = `${codes.length} codes, ${result.added} added, ${result.changed} changed`;
  await audit(tx, services, { ...by, action: 'standard.import', target: standard, outcome: 'done', detail });
  return result;
}

/** Adds codes and renames those there are. None is taken away: classes are mapped to them. */
export async function importStandardCodes({ services, actor, body, address }: Call<Route>): Promise<Imported> {
  needEditor(actor);
  const { district, accountId, name: who } = actor;
  const { codes, faults } = await readContent(body);
  const [first] = faults;
  if (first && body.dryRun) return faultsOf(faults);
  if (first) refuseFaults(first, faultsOf(faults));
  const scope = systemScope(district);
  if (body.dryRun) return inDistrict(services.database.app, scope, (tx) => compare(tx, district, codes));
  const ask = { id: body.commandId, name: 'import-standard-codes', by: accountId, body };
  const by = { district, accountId, who, address };
  return command(services, scope, ask, (tx) => store(tx, services, body.standard, codes, by));
}

/** `gezhi import standard FILE`: four digits are of the standard of 2013, five of that of 2026. */
export async function importStandardFile(
  services: Services,
  given: { district: number; fileName: string; bytes: Buffer; standard: string | undefined; dryRun: boolean },
): Promise<Imported> {
  const { district, fileName, bytes, dryRun } = given;
  const standard =
    standards.find((one) => one === given.standard || one.endsWith(given.standard ?? '2026')) ?? standards[1];
  const read = /\.xlsx$/i.test(fileName)
    ? await readCodesSheet(bytes, standard)
    : readCodesCsv(bytes.toString('utf8'), standard);
  if (read.faults.length > 0) return faultsOf(read.faults);
  return inDistrict(services.database.app, systemScope(district), (tx) =>
    dryRun
      ? compare(tx, district, read.codes)
      : store(tx, services, standard, read.codes, { district, accountId: null, who: 'gezhi import standard' }),
  );
}
