import { rmSync } from 'node:fs';

/** Removes the world of the browser tests; the server may still be writing its last lines. */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export
export default function removeWorld() {
  const folder = process.env.GEZHI_E2E_DATA;
  if (folder && !process.env.GEZHI_E2E_KEEP)
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
