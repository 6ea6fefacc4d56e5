/** One measured number beside the limit that was measured in the same run. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The same work without our part, on the same machine in the same minutes; null where there is no such thing. */
  limit: number | null;
  /** value / limit */
  ratio: number | null;
  goal: string | null;
  met: boolean | null;
}

export interface Goal {
  text: string;
  met(value: number, ratio: number | null): boolean;
}

/** What a bench found out: its figures, and in sentences what was compared, what failed, what the data said afterwards. */
export interface Report {
  figures: Figure[];
  notes: string[];
}

export function figure(
  name: string,
  unit: string,
  measured: { value: number; limit?: number | null },
  goal?: Goal,
): Figure {
  const value = rounded(measured.value);
  const limit = measured.limit == null ? null : rounded(measured.limit);
  const ratio = limit === null || limit === 0 ? null : rounded(measured.value / limit);
  return { name, value, unit, limit, ratio, goal: goal?.text ?? null, met: goal ? goal.met(value, ratio) : null };
}

export const atLeast = (least: number): Goal => ({ text: `≥ ${grouped(least)}`, met: (value) => value >= least });
export const atMost = (most: number): Goal => ({ text: `≤ ${grouped(most)}`, met: (value) => value <= most });
export const under = (bound: number): Goal => ({ text: `< ${grouped(bound)}`, met: (value) => value < bound });

/** Three significant digits are more than one run can vouch for; whole numbers stay whole. */
function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

/** The value below which the share of the sorted list lies (nearest rank). */
export function percentile(sorted: readonly number[], share: number): number {
  const rank = Math.ceil(sorted.length * share) - 1;
  const value = sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
  if (value === undefined) throw new Error('No percentile of nothing.');
  return value;
}

export function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

export function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

const heads = ['figure', 'value', 'unit', 'limit', 'ratio', 'goal', 'met'];

function cells(one: Figure): string[] {
  const number = (value: number | null) => (value === null ? '–' : grouped(value));
  const met = one.met === null ? '–' : one.met ? 'yes' : 'no';
  return [one.name, number(one.value), one.unit, number(one.limit), number(one.ratio), one.goal ?? '–', met];
}

/** For a terminal: columns padded to their widest cell. */
export function asTable(figures: readonly Figure[]): string {
  const rows = [heads, ...figures.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

export function asMarkdown(figures: readonly Figure[]): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...figures.map((one) => line(cells(one)))].join('\n');
}

export function asJsonLines(figures: readonly Figure[]): string {
  return figures.map((one) => JSON.stringify(one)).join('\n');
}
