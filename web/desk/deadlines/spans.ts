import type { Span } from '#contract/deadlines';

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export const spansText = (spans: readonly Span[]): string =>
  spans.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(' ');

/** Spans as people write them; the part that cannot be read where there is one. */
export function readSpans(text: string): Span[] | { wrong: string } {
  const parts = text.split(/[\s,，、;；]+/).filter(Boolean);
  const spans = parts.map((part) => {
    const found = /^(\d{1,2})[:：](\d{2})[-–~—](\d{1,2})[:：](\d{2})$/.exec(part)?.slice(1).map(Number);
    if (!found) return null;
    const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = found;
    const isTime = h1 < 24 && m1 < 60 && m2 < 60 && h2 * 60 + m2 <= 1440;
    return isTime ? { from: h1 * 60 + m1, to: h2 * 60 + m2 } : null;
  });
  const wrong = parts.find((_, index) => spans[index] === null);
  return wrong === undefined ? spans.filter((span) => span !== null) : { wrong };
}
