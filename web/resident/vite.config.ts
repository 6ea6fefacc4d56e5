import { defineConfig } from 'vite';
import { phoneFront } from '../shared/build/phone.ts';

export default defineConfig(
  phoneFront({
    name: 'resident',
    title: '格治 · 居民',
    shortTitle: '随手拍',
    description: '拍一张照片，身边的事有人办',
  }),
);
