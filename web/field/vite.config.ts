import { defineConfig } from 'vite';
import { phoneFront } from '../shared/build/phone.ts';

export default defineConfig(
  phoneFront({
    name: 'field',
    title: '格治 · 网格员',
    shortTitle: '网格员',
    description: '今天的任务、到场、整改、随手报',
  }),
);
