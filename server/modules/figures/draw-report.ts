import { type FigureKey, type Formula, families, figureKeys, formulas } from '#contract/figure-formulas';
import type { Split } from '#contract/figure-questions';
import { type FigureValue, formulaText, hotlineWeights, isCutBy } from '#contract/figure-values';
import type { Figures } from '#contract/figures';
import { ink, openPaper, type Paper } from '#kernel/paper';
import { drawBars, drawColumns, drawLines } from '#kernel/paper-charts';
import { drawTable } from '#kernel/paper-table';
import { differenceText, leftOut, valueText } from './answer-words.ts';
import type { ReportData } from './read-report.ts';
import { reportWords } from './report-words.ts';

const percent = (value: number) => `${Math.round(value * 100)}%`;
const whole = (value: number) => String(Math.round(value));
/** Shanghai's wall clock. */
const local = (at: string) => new Date(Date.parse(at) + 8 * 3600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The report as a PDF: what was counted, drawn; nothing is computed here. */
export async function drawReport(data: ReportData): Promise<Buffer> {
  const { language, month, whole: figures } = data;
  const w = reportWords[language];
  const title = w.title(figures.area.name, month);
  const at = new Date(figures.at);
  const paper = await openPaper({ title, language: language === 'zh' ? 'zh-CN' : 'en', at });
  paper.heading(title, 20);
  paper.paragraph(w.period(figures.period.from, figures.period.to), { colour: ink.soft, gap: 1 });
  paper.paragraph(w.made(local(figures.at), figures.countedAt ? local(figures.countedAt) : '—'), { colour: ink.soft });
  if (data.unfinished) paper.paragraph(w.unfinished(data.unfinished));
  paper.heading(w.points);
  for (const answer of data.answers) paper.paragraph(`· ${answer[language]}`, { gap: 2 });
  drawFigures(paper, data);
  drawTrends(paper, data);
  drawGroups(paper, data);
  drawFormulas(paper, data);
  return paper.finish((n, of) => w.foot(title, n, of));
}

function drawFigures(paper: Paper, { language, whole: now }: ReportData): void {
  const w = reportWords[language];
  paper.heading(w.figures);
  const columns = [
    { heading: w.figure, share: 15 },
    { heading: w.value, share: 11, right: true },
    { heading: w.made2, share: 14, right: true },
    { heading: w.before, share: 14, right: true },
    { heading: w.yearBefore, share: 14, right: true },
    { heading: w.left, share: 32 },
  ];
  for (const family of Object.keys(families) as (keyof typeof families)[]) {
    const keys = figureKeys.filter((key) => formulas[key].family === family);
    const rows = keys.map((key) => {
      const value = now.figures[key];
      return [
        formulas[key][language],
        shortText(key, value, language),
        partsOf(key, value),
        differenceText(key, value, now.before.figures[key], language),
        differenceText(key, value, now.yearBefore.figures[key], language),
        leftOut(key, now.measures, language),
      ];
    });
    if (family === 'hotline') {
      const { response: a, resolution: b, satisfaction: c } = hotlineWeights;
      rows.push([w.score, now.score?.toFixed(1) ?? '—', `${a} : ${b} : ${c}`, '', '', '']);
    }
    paper.need(60);
    paper.paragraph(families[family][language], { size: 10.5, gap: 2 });
    drawTable(paper, columns, rows);
  }
  paper.paragraph(w.rules, { size: 8.5, colour: ink.soft });
}

function partsOf(key: FigureKey, { n, of }: FigureValue): string {
  if (of === null) return '';
  return formulas[key].kind === 'rate' ? `${n} / ${of}` : `${of}`;
}

/** Without numerator and denominator, which stand beside it. */
function shortText(key: FigureKey, value: FigureValue, language: 'zh' | 'en'): string {
  return valueText(formulas[key].kind, value, language).replace(/ ?[（(].*$/, '');
}

function drawTrends(paper: Paper, { language, whole: now, year, hours }: ReportData): void {
  const w = reportWords[language];
  paper.heading(w.charts);
  const label = (text: string) => {
    paper.need(150);
    paper.paragraph(text, { gap: 4 });
  };
  label(w.perDay);
  const days = now.trend.map(({ period }) => String(Number(period.from.slice(8))));
  drawColumns(
    paper,
    { names: days, write: whole },
    now.trend.map(({ figures }) => figures.reported.n),
  );
  label(w.onTimeYear);
  const line = (key: FigureKey, colour: string, dashed = false) => ({
    name: formulas[key][language],
    colour,
    dashed,
    values: year.map(({ figures }) => figures[key].value),
  });
  const lines = [line('onTime', ink.main), line('resolution', ink.second, true), line('satisfaction', ink.third, true)];
  drawLines(paper, { names: year.map(({ period }) => period.from.slice(2, 7)), write: percent }, lines, true);
  label(w.perHour);
  const hourNames = hours.map(({ value }) => value);
  drawColumns(
    paper,
    { names: hourNames, write: whole },
    hours.map(({ figures }) => figures.reported.n),
  );
}

type Row = Figures['split'][number];
const shownKeys = [
  'reported',
  'onTime',
  'rework',
  'contested',
  'returnRate',
  'meanHandling',
  'resolution',
  'satisfaction',
] as const;

function drawGroups(paper: Paper, { language, whole: now, units, minors, roles }: ReportData): void {
  const w = reportWords[language];
  const comparable = now.split.filter(({ figures }) => figures.onTime.value !== null);
  paper.heading(w.areas);
  if (comparable.length > 0) {
    paper.paragraph(w.onTimeAreas);
    const values = comparable.map(({ figures }) => figures.onTime.value ?? 0);
    drawBars(
      paper,
      { names: comparable.map(({ name }) => name), write: (value) => `${(value * 100).toFixed(1)}%` },
      values,
      true,
    );
  }
  drawRows(paper, now.split, language);
  paper.heading(w.units);
  drawRows(paper, units, language);
  paper.heading(w.minors);
  const most = minors.toSorted((one, two) => two.figures.reported.n - one.figures.reported.n).slice(0, 20);
  if (most.length > 0) {
    const ten = most.slice(0, 10);
    paper.paragraph(w.minorBars);
    drawBars(
      paper,
      { names: ten.map(({ name }) => name), write: whole },
      ten.map(({ figures }) => figures.reported.n),
      false,
    );
  }
  drawRows(paper, most, language);
  paper.heading(w.roles);
  drawRows(paper, roles, language, 'role');
}

function drawRows(paper: Paper, rows: readonly Row[], language: 'zh' | 'en', split: Split = 'area'): void {
  const w = reportWords[language];
  const keys = shownKeys.filter((key) => isCutBy(key, split));
  if (rows.length === 0) {
    paper.paragraph(w.none, { colour: ink.soft });
    return;
  }
  const columns = [
    { heading: w.name, share: 22 },
    ...keys.map((key) => ({ heading: formulas[key][language], share: 10, right: true })),
  ];
  const cells = ({ name, hidden, figures }: Row) =>
    hidden
      ? [w.hiddenRow(name), ...columns.slice(1).map(() => '')]
      : [name, ...keys.map((key) => shortText(key, figures[key], language))];
  drawTable(paper, columns, rows.map(cells));
}

function drawFormulas(paper: Paper, { language, whole: now }: ReportData): void {
  const w = reportWords[language];
  paper.heading(w.formulas);
  const columns = [
    { heading: w.figure, share: 13 },
    { heading: w.formula, share: 24 },
    { heading: w.left, share: 23 },
    { heading: w.source, share: 40 },
  ];
  const rows = figureKeys.map((key) => {
    const { source, note }: Formula = formulas[key];
    const end = language === 'zh' ? '。' : '. ';
    return [
      formulas[key][language],
      formulaText(key, language),
      leftOut(key, now.measures, language),
      `${source[language]}${end}${note[language]}`,
    ];
  });
  drawTable(paper, columns, rows);
}
