import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Ends with one sentence for the person at the keyboard. */
export function give(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}
