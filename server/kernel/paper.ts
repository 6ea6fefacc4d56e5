import { fileURLToPath } from 'node:url';

/** A4 in points, the margins of an official paper. */
export const page = { width: 595.28, height: 841.89, margin: 48 } as const;
export const inner = page.width - 2 * page.margin;
export const ink = {
  text: '#15202b',
  soft: '#566471',
  line: '#c4cccc',
  shade: '#f0f5fa',
  main: '#1d4f8c',
  second: '#246b45',
  third: '#b23a24',
} as const;

const font = (weight: string) =>
  fileURLToPath(import.meta.resolve(`@embedpdf/fonts-sc`)).replace(/dist.*$/, `fonts/NotoSansHans-${weight}.otf`);
const footRoom = 28;

export type Doc = PDFKit.PDFDocument;

/** A paper that is written from top to bottom; a page is turned where a part would not fit. */
export interface Paper {
  doc: Doc;
  /** Where the next part begins. */
  y: number;
  /** Turns the page unless so many points are left. */
  need(height: number): void;
  heading(text: string, size?: number): void;
  paragraph(text: string, look?: { size?: number; colour?: string; gap?: number }): void;
  /** Numbers the pages, writes the foot of each and gives the file. */
  finish(foot: (page: number, of: number) => string): Promise<Buffer>;
}

export interface PaperInfo {
  title: string;
  language: 'zh-CN' | 'en';
  at: Date;
}

/** Only the characters that occur are embedded; lines, bars and letters stay vectors. The writer comes when it is asked for. */
export async function openPaper({ title, language, at }: PaperInfo): Promise<Paper> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: 'A4',
    margin: page.margin,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Producer: 'Gezhi', Creator: 'Gezhi', CreationDate: at, ModDate: at },
  });
  doc.registerFont('plain', font('Regular'));
  doc.registerFont('bold', font('Bold'));
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
  const bottom = page.height - page.margin - footRoom;
  const paper: Paper = {
    doc,
    y: page.margin,
    need(height) {
      if (paper.y + height <= bottom) return;
      doc.addPage();
      paper.y = page.margin;
    },
    heading(text, size = 13) {
      // Never alone at the foot of a page.
      paper.need(size * 9);
      paper.y += size * 0.6;
      doc.font('bold').fontSize(size).fillColor(ink.text).text(text, page.margin, paper.y, { width: inner });
      paper.y = doc.y + size * 0.35;
    },
    paragraph(text, { size = 9.5, colour = ink.text, gap = 4 } = {}) {
      doc.font('plain').fontSize(size);
      paper.need(doc.heightOfString(text, { width: inner, lineGap: 2 }));
      doc.fillColor(colour).text(text, page.margin, paper.y, { width: inner, lineGap: 2 });
      paper.y = doc.y + gap;
    },
    finish(foot) {
      const { start, count } = doc.bufferedPageRange();
      for (let at = 0; at < count; at += 1) {
        doc.switchToPage(start + at);
        // Below the margin, where pdfkit would else begin another page.
        doc.page.margins.bottom = 0;
        doc.font('plain').fontSize(8).fillColor(ink.soft);
        doc.text(foot(at + 1, count), page.margin, page.height - 40, {
          width: inner,
          align: 'center',
          lineBreak: false,
        });
      }
      doc.end();
      return ended;
    },
  };
  return paper;
}
