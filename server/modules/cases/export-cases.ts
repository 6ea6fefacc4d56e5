import { Readable } from 'node:stream';
import type { Ask } from '#contract/api';
import type { Words } from '#contract/flow-document';
import { standards } from '#contract/standard-codes';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { harmless } from '#kernel/harmless-cell';
import type { FileAnswer } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { writeXlsx, xlsxType } from '#kernel/write-xlsx';
import { audit } from '#modules/audit';
import { stateNamer } from '#modules/flows';
import { standardCodesOf } from '#modules/matters';
import type { CaseRowColumns } from './case-rows.ts';
import { findRows } from './list-cases.ts';

/** Rows of one export; more are asked for by a narrower filter. The file says so in its last line. */
const most = 50_000;
type Query = Ask<'GET /api/cases/export'>['query'];
type Language = 'zh' | 'en';
type Standard = (typeof standards)[number];

const headings: Record<Language, readonly string[]> = {
  zh: [
    '编号',
    '事项',
    '类别',
    '国标代码（2026）',
    '国标代码（2013）',
    '状态',
    '级别',
    '微网格',
    '地点',
    '来源',
    '上报时间',
    '时限',
    '状态开始',
    '责任岗位',
    '承办单位',
    '我也遇到',
    '退回',
    '重办',
  ],
  en: [
    'No.',
    'Title',
    'Category',
    'National code (2026)',
    'National code (2013)',
    'State',
    'Level',
    'Micro-grid',
    'Place',
    'Source',
    'Reported',
    'Due',
    'State since',
    'Accountable post',
    'Unit',
    'Me too',
    'Returns',
    'Re-opened',
  ],
};

const kindWords = { component: { zh: '部件', en: 'component' }, matter: { zh: '事项', en: 'matter' } } as const;
/** For the standard of 2026 and that of 2013; components and matters share numbers, so the kind stands before the code. */
type Codes = readonly Record<Language, string>[];

/** What each class stands for, asked once for a class and not for each of 50,000 rows. */
async function nationalCodes(services: Services, district: number, rows: readonly CaseRowColumns[]) {
  const classes = [...new Set(rows.map((row) => row.category_code ?? ''))];
  const known = new Map<string, Codes>();
  for (const one of classes) {
    const refs = await standardCodesOf(services, district, one);
    const say = (standard: Standard, language: Language) =>
      refs
        .filter((ref) => ref.standard === standard)
        .map(({ kind, code }) => `${kindWords[kind][language]} ${code}`)
        .join('；');
    known.set(
      one,
      standards.toReversed().map((standard) => ({ zh: say(standard, 'zh'), en: say(standard, 'en') })),
    );
  }
  return (category: string | null): Codes => known.get(category ?? '') ?? [];
}

const widths = [18, 34, 16, 14, 14, 12, 6, 26, 30, 10, 17, 17, 17, 22, 18, 8, 6, 6];

/** The filtered list as xlsx or csv; the look is recorded. Personal data is not in it. */
export async function exportCases(
  services: Services,
  actor: Actor,
  query: Query,
  address: string,
): Promise<FileAnswer> {
  const { format, lang, ...filter } = query;
  const language: Language = lang === 'en' ? 'en' : 'zh';
  const rows = await inDistrict(services.database.app, scopeOf(actor, 'case.export'), async (tx) => {
    const found = await findRows(services, tx, actor, filter, most + 1);
    await audit(tx, services, {
      district: actor.district,
      accountId: actor.accountId,
      who: actor.name,
      action: 'case.export',
      target: format,
      address,
      outcome: 'done',
      detail: `${Math.min(found.rows.length, most)} ${JSON.stringify(filter)}`.slice(0, 500),
    });
    return found.rows;
  });
  const wordsOf = await stateNamer(services, actor.district, rows);
  const codesOf = await nationalCodes(services, actor.district, rows);
  const table = rows.slice(0, most).map((row) => cells(row, wordsOf(row).name, codesOf(row.category_code), language));
  if (rows.length > most)
    table.push([
      language === 'zh' ? `仅前 ${most} 件，请缩小筛选范围` : `First ${most} only; please narrow the filter`,
    ]);
  const columns = headings[language].map((heading, at) => ({ heading, width: widths[at] ?? 12 }));
  const name = `gezhi-cases-${services.clock().toISOString().slice(0, 10)}.${format}`;
  const headers = { 'content-disposition': `attachment; filename="${name}"` };
  return format === 'csv'
    ? { contentType: 'text/csv; charset=utf-8', body: csv([headings[language], ...table]), headers }
    : { contentType: xlsxType, body: await writeXlsx([{ name: 'cases', columns, rows: table }]), headers };
}

function cells(row: CaseRowColumns, state: Words, codes: Codes, language: Language): string[] {
  return [
    row.no,
    row.title,
    row.category_name ?? '',
    ...codes.map((code) => code[language]),
    state[language],
    row.level ? String(row.level) : '',
    row.area_name,
    row.address ?? '',
    row.source,
    local(row.reported_at),
    local(row.due_at),
    local(row.state_since),
    row.owner_name ?? '',
    row.unit_name ?? '',
    String(row.me_too),
    String(row.returns),
    String(row.reopens),
  ];
}

/** Shanghai's wall clock, as a person would write it. */
function local(at: Date | null): string {
  return at ? new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 16).replace('T', ' ') : '';
}

function csv(table: readonly (readonly string[])[]): Readable {
  // The mark at the head makes Excel read UTF-8.
  const lines = table.map((row) => `${row.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`);
  return Readable.from(['\ufeff', ...lines]);
}
