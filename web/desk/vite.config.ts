import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/desk/',
  plugins: [react()],
  build: {
    outDir: '../../dist/desk',
    emptyOutDir: true,
    target: 'es2022',
    // antd with its pickers is the largest chunk by design; the budget is kept by the check on gzip sizes.
    chunkSizeWarningLimit: 1500,
  },
});
