import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/wall/',
  plugins: [react()],
  build: {
    outDir: '../../dist/wall',
    emptyOutDir: true,
    target: 'es2022',
    // ECharts' core with one line chart is most of it; the budget of 330 kB gzip is kept by the check.
    chunkSizeWarningLimit: 1000,
  },
});
