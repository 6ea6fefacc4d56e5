import { mostTableRows, type TableAnswer, tableSlice } from '#contract/drafts';
import { systemScope } from '#kernel/actor';
import { outcomeOf } from '#kernel/batches';
import { sha256 } from '#kernel/crypto';
import { inDistrict, type Tx } from '#kernel/database';
import { Refusal, refusalText } from '#kernel/refuse';
import type { Call, FileAnswer } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { writeXlsx, xlsxType } from '#kernel/write-xlsx';
import { resolveDistrict } from '#modules/areas';
import { type ReportContext, reportCase } from '#modules/cases';
import { currentCatalogue } from '#modules/catalogue';
import { byNameAndCode, headings, type Known, type ReadRow, readTable, sheetName } from './report-table.ts';

const mostFaults = 200;
const previewed = 10;

/**
 * A dry run lists every fault and changes nothing. Otherwise the sound rows of one slice are filed, each by itself and
 * by the usual path; a faulty row is answered with its faults. A row's ids come from the file's contents and its line,
 * so that the same file again is answered with the same cases.
 */
export async function handInTable({ services, actor, body }: Call<'POST /api/drafts/table'>): Promise<TableAnswer> {
  const bytes = Buffer.from(body.content, 'base64');
  const district = await resolveDistrict(services, actor.district);
  const file = sha256(bytes).toString('hex');
  const rows = await readTable(bytes, file, await knownNames(services, district.id), services.clock());
  const from = body.from ?? 0;
  const slice = body.dryRun ? rows : rows.slice(from, from + tableSlice);
  const faults = slice.flatMap((row) => row.faults);
  const answer = {
    total: rows.length,
    faults: faults.slice(0, mostFaults),
    faulty: rows.filter(({ report }) => report === null).length,
    preview: rows.slice(0, previewed).map(({ line, words }) => ({ line, ...words })),
  };
  if (body.dryRun) return { ...answer, results: [], next: 0 };
  const context = {
    district: district.id,
    prefix: district.prefix,
    mover: { kind: 'staff' as const, actor },
    by: actor.accountId,
  };
  const results = await Promise.all(slice.map((row) => fileRow(services, row, context)));
  return { ...answer, results, next: from + tableSlice < rows.length ? from + tableSlice : null };
}

async function fileRow(
  services: Services,
  row: ReadRow,
  context: ReportContext,
): Promise<TableAnswer['results'][number]> {
  const { line, report, faults } = row;
  const nothing = { line, id: null, no: null };
  if (!report) {
    const say = (language: 'zh' | 'en') => faults.map((fault) => `${fault.cell} ${fault[language]}`).join('；');
    return { ...nothing, zh: say('zh'), en: say('en') };
  }
  const outcome = await outcomeOf(() => reportCase(services, report, context));
  if ('answer' in outcome) return { line, id: outcome.answer.id, no: outcome.answer.no, zh: null, en: null };
  if (!(outcome.error instanceof Refusal)) throw outcome.error;
  return { ...nothing, zh: refusalText(outcome.error, 'zh'), en: refusalText(outcome.error, 'en') };
}

async function knownNames(services: Services, district: number): Promise<Known> {
  const leaves = await inDistrict(services.database.app, systemScope(district), (tx) => microGrids(tx, district));
  const minors = await minorClasses(services, district);
  return {
    areas: byNameAndCode(leaves.map(({ id, name, code }) => ({ name, code, value: id }))),
    categories: byNameAndCode(minors.map(({ code, name }) => ({ name, code, value: code }))),
  };
}

function microGrids(tx: Tx, district: number) {
  return tx
    .selectFrom('areas as a')
    .innerJoin('area_levels as l', (on) =>
      on.onRef('l.district_id', '=', 'a.district_id').onRef('l.level', '=', 'a.level'),
    )
    .select(['a.id', 'a.name', 'a.code'])
    .where('a.district_id', '=', district)
    .where('l.district_id', '=', district)
    .where('l.leaf', '=', true)
    .where('a.valid_to', 'is', null)
    .orderBy('a.code')
    .execute();
}

async function minorClasses(services: Services, district: number) {
  const { categories } = await currentCatalogue(services, district);
  return categories.filter(({ parentCode }) => parentCode !== null);
}

/** The empty table: names to choose from stand in the cells' lists, and a second sheet says how to fill it in. */
export async function tableTemplate({ services, actor }: Call<'GET /api/drafts/table'>): Promise<FileAnswer> {
  const { district } = actor;
  const leaves = await inDistrict(services.database.app, systemScope(district), (tx) => microGrids(tx, district));
  const minors = await minorClasses(services, district);
  const widths = [48, 30, 22, 20, 12, 16, 20];
  const choices = [[], [], leaves.map(({ name }) => name), minors.map(({ name }) => name), [], [], []];
  const columns = headings.map((heading, at) => ({
    heading,
    width: widths[at] ?? 20,
    ...(choices[at]?.length ? { choices: choices[at] } : {}),
  }));
  const words = [
    ['事项描述', '必填，4 到 2000 字：什么事、在哪里'],
    ['地点', '楼栋、门牌或说法，可不填'],
    ['微网格', '必填，名称或编号；同名的填编号'],
    ['类别', '小类的名称或编号，可不填'],
    ['反映人、反映人电话', '可不填；加密保存，只用于回复'],
    ['发现时间', '2026-11-20 08:30，可不填'],
    ['行数', `一次最多 ${mostTableRows} 行；同一个文件再传一次不会重复上报`],
  ];
  const body = await writeXlsx([
    { name: sheetName, columns, rows: [] },
    {
      name: '填写说明',
      columns: [
        { heading: '列', width: 22 },
        { heading: '怎么填', width: 60 },
      ],
      rows: words,
    },
  ]);
  const headers = { 'content-disposition': 'attachment; filename="gezhi-reports.xlsx"' };
  return { contentType: xlsxType, body, headers };
}
