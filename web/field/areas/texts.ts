import { makeI18n } from '#web/i18n.ts';

export const t = makeI18n(
  { ownGrid: '您自己的网格', answers: '由{name}负责' },
  { ownGrid: 'your own grid', answers: '{name} answers here' },
);
