import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readConfig } from '#kernel/config';
import { openApi } from './openapi.ts';

test('docs/openapi.json is what the contract says (npm run gezhi -- openapi writes it)', async () => {
  const written = JSON.parse(await readFile(new URL('../docs/openapi.json', import.meta.url), 'utf8'));
  expect(written).toEqual(openApi(readConfig({}).version));
});

test('every endpoint has its own operation id', () => {
  const { paths } = openApi('1') as { paths: Record<string, Record<string, { operationId: string }>> };
  const ids = Object.values(paths).flatMap((one) => Object.values(one).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(ids.length);
});
