import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { asMarkdown, type Report } from './figures.ts';

const file = fileURLToPath(new URL('./RESULTS.md', import.meta.url));

const head = `# Results

Written by \`npm run bench\`. Each figure stands beside its limit: the same work without our part, measured in the same
run. \`ratio\` is value / limit. A run of one bench replaces its section only.
`;

/** Replaces the section of a bench that ran; the others stay with the day and machine of their own run. */
export async function keep(
  name: string,
  { figures, notes }: Report,
  { order, machine }: { order: readonly string[]; machine: string },
): Promise<void> {
  const sections = sectionsOf(await readFile(file, 'utf8').catch(() => ''));
  const day = new Date().toISOString().slice(0, 10);
  const lines = [`${day}; ${machine}.`, '', asMarkdown(figures), '', ...notes.map((note) => `- ${note}`)];
  sections.set(name, lines.join('\n'));
  const texts = order.flatMap((one) => (sections.has(one) ? [`## ${one}\n\n${sections.get(one)}\n`] : []));
  await writeFile(file, [head, ...texts].join('\n'));
}

/** By the name in the heading. */
export function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), part.slice(end).trim()];
    }),
  );
}
