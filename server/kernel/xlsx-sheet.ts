import { withoutApostrophe } from './harmless-cell.ts';
import { refuse } from './refuse.ts';
import type { XmlReader } from './zip-xml.ts';

export interface XlsxLimits {
  /** Of the file, in bytes. */
  bytes: number;
  /** Rows with content of one sheet, the heading among them. */
  rows: number;
  columns: number;
}

export interface Cell {
  text: string;
  /** A formula or an error: what it shows was computed in somebody's Excel and may be stale or forged. */
  computed: boolean;
}

export interface SheetRow {
  /** As Excel numbers it, from 1. */
  line: number;
  /** From column A on; what is missing at the end is empty. */
  cells: readonly Cell[];
}

export interface Sheet {
  name: string;
  /** Rows without content are left out. */
  rows: readonly SheetRow[];
}

/** A cell as a person finds it: 线索!D17. Columns count from 0. */
export function cellName(sheet: string, column: number, line: number): string {
  return `${sheet}!${columnName(column)}${line}`;
}

function columnName(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (column % 26));
}

interface Reading {
  name: string;
  shared: readonly string[];
  /** Styles that show a date. */
  dates: ReadonlySet<number>;
  from1904: boolean;
  limits: XlsxLimits;
  /** Left for all sheets together. */
  budget: { characters: number };
}

const noCell: Cell = { text: '', computed: false };

/** Hears the XML of one sheet and keeps its rows. */
export function readSheet(reading: Reading): XmlReader & { result(): Sheet } {
  const rows: SheetRow[] = [];
  let line = 0;
  let column = -1;
  let cells: Cell[] = [];
  let cell = { type: '', style: 0, value: '', formula: false };
  let inside = false;
  return {
    open(name, attributes) {
      if (name === 'row') {
        line = lineOf(attributes.r, line);
        column = -1;
        cells = [];
      }
      if (name === 'c') {
        column = columnOf(attributes.r, column);
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', formula: false };
      }
      if (name === 'f') cell.formula = true;
      inside = name === 'v' || name === 't';
    },
    text(piece) {
      if (inside) cell.value += piece;
    },
    close(name) {
      inside = false;
      if (name === 'c') keep(reading, cells, { ...cell, column, line });
      if (name === 'row' && cells.length > 0) {
        if (rows.length >= reading.limits.rows)
          refuse('xlsx.too-many-rows', { sheet: reading.name, rows: reading.limits.rows });
        rows.push({ line, cells: Array.from(cells, (one) => one ?? noCell) });
        cells = [];
      }
    },
    result: () => ({ name: reading.name, rows }),
  };
}

interface Found {
  type: string;
  style: number;
  value: string;
  formula: boolean;
  column: number;
  line: number;
}

function keep({ name, limits, budget, ...reading }: Reading, cells: Cell[], found: Found): void {
  const text = withoutApostrophe(textOf(reading, found).trim());
  if (text === '' && !found.formula) return;
  budget.characters -= text.length;
  if (found.column >= limits.columns || budget.characters < 0)
    refuse('xlsx.too-large', { detail: cellName(name, found.column, found.line) });
  cells[found.column] = { text, computed: found.formula || found.type === 'e' };
}

type Known = Pick<Reading, 'shared' | 'dates' | 'from1904'>;

function textOf({ shared, dates, from1904 }: Known, { type, style, value }: Found): string {
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n' || value === '') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  // Excel computes with 15 digits: 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3.
  return dates.has(style) ? dateText(number, from1904) : String(Number(number.toPrecision(15)));
}

const dayMs = 86_400_000;

/** Days since 30 December 1899 (or 1 January 1904): 2026-03-05, with a time 2026-03-05 14:30. */
function dateText(days: number, from1904: boolean): string {
  const at = new Date((from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)) + Math.round(days * 1440) * 60_000);
  if (Number.isNaN(at.getTime()) || Math.abs(days) > 2_958_465) return String(days);
  const text = at.toISOString();
  return at.getTime() % dayMs === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

const lastLine = 1_048_576;

/** Where nothing is said, the next one. */
function lineOf(said: string | undefined, before: number): number {
  const line = Number(said ?? before + 1);
  return Number.isInteger(line) && line > before && line <= lastLine ? line : before + 1;
}

function columnOf(said: string | undefined, before: number): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(said ?? '')?.[1];
  if (letters === undefined) return before + 1;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
