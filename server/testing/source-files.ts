import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface SourceFile {
  /** From the repository's root, with slashes. */
  path: string;
  lines: number;
  /** What it imports, as paths from the root; packages stay as they are written. */
  imports: string[];
}

const FOLDERS = ['contract', 'server', 'web', 'demo', 'e2e', 'bench', 'scripts'];

export function sourceFiles(): SourceFile[] {
  return FOLDERS.flatMap((folder) => pathsUnder(join(root, folder))).map((file) => {
    const path = relative(root, file).split('\\').join('/');
    const text = readFileSync(file, 'utf8');
    return { path, lines: text.split('\n').length - 1, imports: importsOf(text).map((name) => place(name, path)) };
  });
}

function pathsUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/[\\/](dist|node_modules)[\\/]/.test(path));
  } catch {
    return [];
  }
}

const IMPORT =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)|^\s*import\s*['"]([^'"]+)['"]/gm;

function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, from, called, bare]) => from ?? called ?? bare ?? '');
}

/** package.json "imports" by hand: what a name stands for in this repository. */
function place(name: string, from: string): string {
  if (name.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), name));
  const [, kind, rest] = /^#(contract|kernel|modules|testing|demo|web)\/(.+)$/.exec(name) ?? [];
  if (kind === undefined) return name;
  const targets: Record<string, string> = {
    contract: `contract/${rest}.ts`,
    kernel: `server/kernel/${rest}.ts`,
    modules: `server/modules/${rest}/index.ts`,
    testing: `server/testing/${rest}.ts`,
    demo: `demo/${rest}.ts`,
    web: `web/shared/${rest}`,
  };
  return targets[kind] ?? name;
}
