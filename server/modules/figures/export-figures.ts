import type { Ask } from '#contract/api';
import { type FigureKey, type Formula, families, figureKeys, formulas } from '#contract/figure-formulas';
import { formulaText } from '#contract/figure-values';
import type { Figures } from '#contract/figures';
import type { Actor } from '#kernel/actor';
import { harmless } from '#kernel/harmless-cell';
import type { FileAnswer } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { writeXlsx, xlsxType } from '#kernel/write-xlsx';
import { leftOut, valueText } from './answer-words.ts';
import { readFigures } from './read-figures.ts';

type Language = 'zh' | 'en';
type Values = Pick<Figures, 'figures' | 'score'>;

const words = {
  zh: {
    figures: '指标',
    groups: '分组',
    trend: '走势',
    group: '分组对象',
    period: '时段',
    table: '表',
    row: '行',
    family: '指标族',
    figure: '指标',
    value: '数值',
    n: '分子',
    of: '分母',
    before: '上期',
    yearBefore: '去年同期',
    formula: '口径',
    left: '未计入',
    source: '出处',
    note: '说明',
    whole: '合计',
    hidden: '涉及不足五人，不显示',
    hiddenRow: (name: string) => `${name}（涉及不足五人，不显示）`,
  },
  en: {
    figures: 'Figures',
    groups: 'Groups',
    trend: 'Trend',
    group: 'Group',
    period: 'Period',
    table: 'Table',
    row: 'Row',
    family: 'Family',
    figure: 'Figure',
    value: 'Value',
    n: 'Numerator',
    of: 'Denominator',
    before: 'Period before',
    yearBefore: 'Year before',
    formula: 'Formula',
    left: 'Left out',
    source: 'Source',
    note: 'Note',
    whole: 'All',
    hidden: 'About fewer than five people: not shown',
    hiddenRow: (name: string) => `${name} (about fewer than five people: not shown)`,
  },
} as const;

const spanOf = ({ from, to }: { from: string; to: string }) => `${from} – ${to}`;

/** The look that is on the screen, as a file. */
export async function exportFigures(
  services: Services,
  actor: Actor,
  { format, lang, ...query }: Ask<'GET /api/figures/export'>['query'],
): Promise<FileAnswer> {
  const language: Language = lang === 'en' ? 'en' : 'zh';
  const figures = await readFigures(services, { ...actor, locale: lang ?? 'zh-CN' }, query);
  const name = `gezhi-figures-${figures.period.from}-${figures.period.to}.${format}`;
  const headers = { 'content-disposition': `attachment; filename="${name}"` };
  if (format === 'csv')
    return { contentType: 'text/csv; charset=utf-8', body: Buffer.from(csvOf(figures, language)), headers };

  const body = await writeXlsx([
    figureSheet(figures, language),
    groupSheet(figures, language),
    trendSheet(figures, language),
  ]);
  return { contentType: xlsxType, body, headers };
}

function figureSheet(figures: Figures, language: Language) {
  const w = words[language];
  const { from, to } = figures.period;
  const headings = [
    w.family,
    w.figure,
    w.value,
    w.n,
    w.of,
    w.before,
    w.yearBefore,
    w.formula,
    w.left,
    w.source,
    w.note,
  ];
  const widths = [12, 16, 20, 10, 10, 20, 20, 30, 40, 34, 60];
  const shown = (key: FigureKey, { figures: values }: Values) => valueText(formulas[key].kind, values[key], language);
  const rows = figureKeys.map((key) => {
    const { family, source, note }: Formula = formulas[key];
    const { n, of } = figures.figures[key];
    return [
      families[family][language],
      formulas[key][language],
      shown(key, figures),
      n,
      of ?? '',
      shown(key, figures.before),
      shown(key, figures.yearBefore),
      formulaText(key, language),
      leftOut(key, figures.measures, language),
      source[language],
      note[language],
    ];
  });
  const about = [
    `${figures.area.name} ${from} – ${to}`,
    '',
    '',
    '',
    '',
    spanOf(figures.before.period),
    spanOf(figures.yearBefore.period),
  ];
  return {
    name: w.figures,
    columns: headings.map((heading, at) => ({ heading, width: widths[at] ?? 12 })),
    rows: [about, ...rows],
  };
}

/** A value of its kind beside what it was made from, for each figure. */
function figureColumns(language: Language) {
  const w = words[language];
  return figureKeys.flatMap((key) => {
    const { kind, denominator }: Formula = formulas[key];
    const heading = formulas[key][language];
    const value = { heading, width: 12, numbers: { rate: '0.0%', hours: '0.0', count: '0' }[kind] };
    if (denominator === null) return [value];
    return [value, { heading: `${heading} · ${w.n}`, width: 10 }, { heading: `${heading} · ${w.of}`, width: 10 }];
  });
}

function figureCells({ figures }: Values): (string | number)[] {
  return figureKeys.flatMap((key) => {
    const { n, of, value } = figures[key];
    return of === null ? [n] : [value ?? '—', n, of];
  });
}

function groupSheet({ split }: Figures, language: Language) {
  const w = words[language];
  return {
    name: w.groups,
    columns: [{ heading: w.group, width: 24 }, ...figureColumns(language)],
    rows: split.map((row) => [row.name, ...(row.hidden ? [w.hidden] : figureCells(row))]),
  };
}

function trendSheet({ trend }: Figures, language: Language) {
  const w = words[language];
  return {
    name: w.trend,
    columns: [{ heading: w.period, width: 24 }, ...figureColumns(language)],
    rows: trend.map((piece) => [spanOf(piece.period), ...figureCells(piece)]),
  };
}

/** One number a line, for programs. A rate of fewer than ten is empty, a hidden row has no numbers at all. */
function csvOf(figures: Figures, language: Language): string {
  const w = words[language];
  const lines = (table: string, row: string, { figures: values }: Values, hidden = false) =>
    figureKeys.map((key) => {
      const { n, of, value } = values[key];
      const numbers = hidden
        ? ['', '', '']
        : [value === null ? '' : String(value), String(n), of === null ? '' : String(of)];
      return [table, harmless(row), formulas[key][language], ...numbers];
    });
  const table = [
    [w.table, w.row, w.figure, w.value, w.n, w.of],
    ...lines(w.whole, `${figures.area.name} ${spanOf(figures.period)}`, figures),
    ...lines(w.before, spanOf(figures.before.period), figures.before),
    ...lines(w.yearBefore, spanOf(figures.yearBefore.period), figures.yearBefore),
    ...figures.trend.flatMap((piece) => lines(w.trend, spanOf(piece.period), piece)),
    ...figures.split.flatMap((row) => lines(w.groups, row.hidden ? w.hiddenRow(row.name) : row.name, row, row.hidden)),
  ];
  // The mark at the head makes Excel read UTF-8.
  return `\ufeff${table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
}
