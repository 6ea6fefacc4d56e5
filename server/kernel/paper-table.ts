import { ink, inner, type Paper, page } from './paper.ts';

export interface PaperColumn {
  heading: string;
  /** Shares of the width of the paper. */
  share: number;
  right?: boolean;
}

const size = 8;
const pad = 3;

/** A table whose heading is repeated on each page; a row is never cut in two. */
export function drawTable(paper: Paper, columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): void {
  const { doc } = paper;
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (share / whole) * inner);
  const heightOf = (cells: readonly string[], font: string) => {
    doc.font(font).fontSize(size);
    const heights = cells.map((cell, at) => doc.heightOfString(cell, { width: (widths[at] ?? 0) - 2 * pad }));
    return Math.max(...heights) + 2 * pad;
  };
  const drawRow = (cells: readonly string[], font: string, shade: boolean) => {
    const height = heightOf(cells, font);
    if (shade) doc.rect(page.margin, paper.y, inner, height).fill(ink.shade);
    let x: number = page.margin;
    for (const [at, cell] of cells.entries()) {
      const width = widths[at] ?? 0;
      doc.font(font).fontSize(size).fillColor(ink.text);
      doc.text(cell, x + pad, paper.y + pad, { width: width - 2 * pad, align: columns[at]?.right ? 'right' : 'left' });
      x += width;
    }
    paper.y += height;
    doc
      .moveTo(page.margin, paper.y)
      .lineTo(page.margin + inner, paper.y)
      .lineWidth(0.5)
      .stroke(ink.line);
  };
  const headings = columns.map(({ heading }) => heading);
  const head = () => drawRow(headings, 'bold', true);
  paper.need(heightOf(headings, 'bold') + 40);
  head();
  for (const row of rows) {
    const before = doc.bufferedPageRange().count;
    paper.need(heightOf(row, 'plain'));
    if (doc.bufferedPageRange().count > before) head();
    drawRow(row, 'plain', false);
  }
  paper.y += 8;
}
