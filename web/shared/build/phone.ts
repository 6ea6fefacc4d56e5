import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

interface PhoneFront {
  /** Folder under web/ and path under /: 'resident' or 'field'. */
  name: string;
  title: string;
  shortTitle: string;
  description: string;
}

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/**
 * React's own names lead to Preact: the same sources weigh about a third (docs/decisions). Long names stand before the
 * short ones they begin with. wouter's shim of useSyncExternalStore is one more thing that Preact already has.
 */
export const preactAlias = [
  { find: 'use-sync-external-store/shim/index.js', replacement: 'preact/compat' },
  { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
  { find: 'react-dom/client', replacement: 'preact/compat/client' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react$/, replacement: 'preact/compat' },
  // The lite build of exifr reads place and time from JPEG and HEIC, which is all that phones need.
  { find: /^exifr$/, replacement: 'exifr/dist/lite.esm.mjs' },
];

/** One build per front, or the service worker misses shared chunks and a phone without network stays white. */
export function phoneFront({ name, title, shortTitle, description }: PhoneFront): UserConfig {
  const base = `/${name}/`;
  return {
    root: root(`web/${name}`),
    base,
    resolve: { alias: preactAlias },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: root(`dist/${name}`),
      emptyOutDir: true,
      target: 'es2020',
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
    plugins: [
      VitePWA({
        registerType: 'prompt',
        injectRegister: null,
        manifest: {
          name: title,
          short_name: shortTitle,
          description,
          lang: 'zh-CN',
          start_url: base,
          scope: base,
          display: 'standalone',
          background_color: '#f4f5f1',
          theme_color: '#f4f5f1',
          icons: [{ src: `${base}icon.svg`, sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' }],
        },
        workbox: {
          globPatterns: ['**/*.{html,js,css,svg}'],
          navigateFallback: `${base}index.html`,
          navigateFallbackDenylist: [/^\/api\//],
        },
      }),
    ],
  };
}
