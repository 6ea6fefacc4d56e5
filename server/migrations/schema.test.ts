import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { describeSchema } from '../testing/write-schema.ts';

const server = inject('testServer');

test.each(['schema.sql', 'tables.ts'] as const)(
  '%s is what the migrations make (else: node scripts/schema.mjs)',
  async (name) => {
    const committed = await readFile(new URL(`./${name}`, import.meta.url), 'utf8');
    expect((await describeSchema(server.ownerUrl))[name]).toBe(committed);
  },
);
