import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { preactAlias } from '../shared/build/phone.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  resolve: { alias: preactAlias },
  build: {
    outDir: fileURLToPath(new URL('../../dist/greeting', import.meta.url)),
    emptyOutDir: true,
    target: 'es2020',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
