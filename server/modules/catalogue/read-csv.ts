import { fault, type ImportFault } from './import-faults.ts';

export type CsvRow = { line: number; cells: string[] };

/** What the reader is in the middle of. `quoted`: inside quotes; `closed`: behind the closing quote. */
type Reading = { cell: string; state: 'plain' | 'quoted' | 'closed'; cells: string[]; line: number; began: number };

const endCell = (reading: Reading): void => {
  reading.cells.push(reading.cell.trim());
  reading.cell = '';
  reading.state = 'plain';
};

const endRow = (reading: Reading, rows: CsvRow[]): void => {
  endCell(reading);
  // A row of empty cells is what spreadsheets leave below a table.
  if (reading.cells.some((cell) => cell !== '')) rows.push({ line: reading.began, cells: reading.cells });
  reading.cells = [];
};

const readQuoted = (reading: Reading, character: string, next: string | undefined): number => {
  if (character !== '"') reading.cell += character;
  else if (next === '"') {
    reading.cell += '"';
    return 2;
  } else reading.state = 'closed';
  return 1;
};

const readPlain = (reading: Reading, character: string, rows: CsvRow[]): void => {
  if (character === ',') endCell(reading);
  else if (character === '\n') endRow(reading, rows);
  else if (character === '"' && reading.cell.trim() === '' && reading.state === 'plain') {
    reading.cell = '';
    reading.state = 'quoted';
  } else reading.cell += character;
};

/** RFC 4180: commas, quotes doubled inside quotes, line breaks inside quotes. Cells are text, whatever they begin with. */
export const readCsv = (text: string): { rows: CsvRow[]; faults: ImportFault[] } => {
  const source = text.replace(/\r\n?/g, '\n');
  const rows: CsvRow[] = [];
  const reading: Reading = { cell: '', state: 'plain', cells: [], line: 1, began: 1 };
  for (let i = 0; i < source.length; ) {
    const character = source[i] as string;
    const wasQuoted = reading.state === 'quoted';
    if (wasQuoted) i += readQuoted(reading, character, source[i + 1]);
    else {
      readPlain(reading, character, rows);
      i += 1;
    }
    if (character !== '\n') continue;
    reading.line += 1;
    if (!wasQuoted) reading.began = reading.line;
  }
  if (reading.state === 'quoted')
    return { rows: [], faults: [fault(reading.began, '引号没有闭合', 'A quote is not closed')] };
  endRow(reading, rows);
  return { rows, faults: [] };
};
