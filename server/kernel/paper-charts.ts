import { type Doc, ink, inner, type Paper, page } from './paper.ts';

export interface Series {
  name: string;
  colour: string;
  dashed?: boolean;
  /** Null: nothing to show there; the line is broken. */
  values: readonly (number | null)[];
}
interface Axis {
  names: readonly string[];
  /** How a value is written, at the axis and at the bars. */
  write(value: number): string;
}

const size = 7.5;
const left = 34;

/** A round number at or above the largest value, so that the axis is cut in four. */
export function roundTop(values: readonly (number | null)[], share: boolean): number {
  const largest = Math.max(0, ...values.map((value) => value ?? 0));
  if (share) return largest > 0.5 ? 1 : largest > 0.2 ? 0.5 : 0.2;
  const step = 10 ** Math.floor(Math.log10(Math.max(largest, 1)));
  const top = [1, 2, 4, 8, 10].map((times) => times * step).find((one) => one >= largest) ?? largest;
  return Math.max(top, 4);
}

interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
  top: number;
}

function drawFrame(doc: Doc, { x, y, width, height, top }: Frame, { names, write }: Axis, centred: boolean): void {
  doc.font('plain').fontSize(size).lineWidth(0.5);
  for (let part = 0; part <= 4; part += 1) {
    const at = y + height - (height * part) / 4;
    doc
      .moveTo(x, at)
      .lineTo(x + width, at)
      .stroke(part === 0 ? ink.soft : ink.line);
    const text = write((top * part) / 4);
    doc
      .fillColor(ink.soft)
      .text(text, x - left, at - size / 2 - 1, { width: left - 4, align: 'right', lineBreak: false });
  }
  const every = Math.ceil(names.length / 12);
  const step = width / (centred ? names.length : Math.max(1, names.length - 1));
  for (const [at, name] of names.entries()) {
    if (at % every > 0) continue;
    const middle = x + step * (centred ? at + 0.5 : at);
    doc.fillColor(ink.soft).text(name, middle - 30, y + height + 3, { width: 60, align: 'center', lineBreak: false });
  }
}

function frameOf(paper: Paper, height: number, top: number): Frame {
  paper.need(height + 24);
  return { x: page.margin + left, y: paper.y + 6, width: inner - left - 8, height, top };
}

/** Columns side by side, one for each name, from zero. */
export function drawColumns(paper: Paper, axis: Axis, values: readonly number[], height = 96): void {
  const { doc } = paper;
  const frame = frameOf(paper, height, roundTop(values, false));
  drawFrame(doc, frame, axis, true);
  const step = frame.width / values.length;
  for (const [at, value] of values.entries()) {
    const tall = (frame.height * value) / frame.top;
    doc.rect(frame.x + step * (at + 0.15), frame.y + frame.height - tall, step * 0.7, tall).fill(ink.main);
  }
  paper.y = frame.y + height + 22;
}

/** Lines over the same names, told apart by colour, dash and the legend above. */
export function drawLines(paper: Paper, axis: Axis, series: readonly Series[], share: boolean, height = 96): void {
  const { doc } = paper;
  paper.need(height + 40);
  let x: number = page.margin + left;
  for (const { name, colour, dashed } of series) {
    doc.lineWidth(1.5);
    stroke(doc.moveTo(x, paper.y + 5).lineTo(x + 16, paper.y + 5), colour, dashed);
    doc
      .font('plain')
      .fontSize(size + 0.5)
      .fillColor(ink.text)
      .text(name, x + 20, paper.y, { lineBreak: false });
    x += 20 + doc.widthOfString(name) + 18;
  }
  paper.y += 12;
  const all = series.flatMap(({ values }) => values);
  const frame = frameOf(paper, height, roundTop(all, share));
  drawFrame(doc, frame, axis, false);
  for (const one of series) drawLine(doc, frame, one);
  paper.y = frame.y + height + 22;
}

/** A line through neighbours that both have a value, and a dot for each value. */
function drawLine(doc: Doc, { x, y, width, height, top }: Frame, { values, colour, dashed }: Series): void {
  const step = width / Math.max(1, values.length - 1);
  const points = values.map((value, at) =>
    value === null ? null : { x: x + step * at, y: y + height - (height * value) / top },
  );
  doc.lineWidth(1.5);
  for (const [at, point] of points.entries()) {
    const before = points[at - 1];
    if (point && before) stroke(doc.moveTo(before.x, before.y).lineTo(point.x, point.y), colour, dashed);
    if (point) doc.circle(point.x, point.y, 1.6).fill(colour);
  }
}

function stroke(doc: Doc, colour: string, dashed: boolean | undefined): void {
  if (dashed) doc.dash(3, { space: 2 });
  doc.stroke(colour);
  doc.undash();
}

/** A bar for each name, one under the other, with its value at the end. */
export function drawBars(paper: Paper, axis: Axis, values: readonly number[], share: boolean): void {
  const { doc } = paper;
  const row = 14;
  const names = 130;
  const top = roundTop(values, share);
  const width = inner - names - 60;
  for (const [at, name] of axis.names.entries()) {
    paper.need(row);
    const value = values[at] ?? 0;
    const long = (width * value) / top;
    doc.font('plain').fontSize(8).fillColor(ink.text);
    doc.text(name, page.margin, paper.y + 1, {
      width: names - 6,
      height: row,
      align: 'right',
      ellipsis: true,
      lineBreak: false,
    });
    doc.rect(page.margin + names, paper.y + 2, Math.max(long, 0.5), row - 5).fill(ink.main);
    doc.fillColor(ink.soft).text(axis.write(value), page.margin + names + long + 4, paper.y + 1, { lineBreak: false });
    paper.y += row;
  }
  paper.y += 8;
}
