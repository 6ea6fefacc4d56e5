import { afterAll } from 'vitest';
import { type Database, openDatabase } from '#kernel/database';
import { openLiveHub } from '#kernel/live';
import type { Services } from '#kernel/services';
import { buildApp } from '../../app.ts';
import type { House } from '../house.ts';
import { type Gate, openGate } from './gate.ts';

/** A second application on the database of `house`, which reaches it only through a gate and listens on a real port. */
export interface GatedHouse extends House {
  gate: Gate;
  base: string;
  /** What the application itself has: `database` goes past the gate. */
  gated: Database;
}

/** In production a minute. */
const answerWithinMs = 5_000;

export async function gatedHouse(house: House, more: Partial<Services> = {}): Promise<GatedHouse> {
  const gate = await openGate(house.database.appUrl);
  const gated = openDatabase({
    appUrl: gate.url(house.database.appUrl),
    ownerUrl: gate.url(house.database.ownerUrl),
    poolSize: 4,
    answerWithinMs,
    onError: () => undefined,
  });
  const live = await openLiveHub(gated, () => undefined);
  const services: Services = { ...house.services, ...more, database: gated, live };
  const app = await buildApp(services, { strictAnswers: true, distDir: null });
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(async () => {
    gate.open();
    await app.close();
    await live.close();
    await gated.close();
    await gate.close();
  });
  return { ...house, app, services, gate, base, gated };
}
