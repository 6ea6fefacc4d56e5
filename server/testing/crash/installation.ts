import { createServer } from 'node:net';
import { uuidv7 } from 'uuidv7';
import { readConfig } from '#kernel/config';
import { type Database, openDatabase } from '#kernel/database';
import { buildApp } from '../../app.ts';
import { openServices } from '../../open-services.ts';
import { makeWorld } from '../world.ts';

/** A small district on an embedded database of its own, and how to look past the program at what is stored. */
export interface Installation {
  dataDir: string;
  base: string;
  port: number;
  district: number;
  pointIn(n: 0 | 1 | 2 | 3): { lon: number; lat: number };
  loginOf(role: 'microGridWorker', n: number): string;
  password: string;
  stored: Database;
}

/** Plants the district and closes everything again: the program finds it when it starts. */
export async function plantInstallation(dataDir: string): Promise<Installation> {
  const port = await freePort();
  const config = readConfig({ GEZHI_DATA_DIR: dataDir, GEZHI_LOG: 'silent', GEZHI_DEMO: 'false' });
  const opened = await openServices(config, { exclusive: true, onProgress: () => undefined });
  const app = await buildApp(opened.services, { strictAnswers: true, distDir: null });
  try {
    await app.ready();
    const { services, ownerUrl } = opened;
    const database = Object.assign(services.database, { superUrl: ownerUrl, ownerUrl, appUrl: ownerUrl });
    const world = await makeWorld({ app, services, database, wait: () => undefined, sms: [] });
    const admin = await world.person('sysAdmin');
    const { accountId } = await world.person('microGridWorker', 0);
    const body = { commandId: uuidv7(), email: 'worker@example.org' };
    const changed = await admin.call('PUT /api/accounts/:id', { params: { id: accountId }, body });
    if (changed.status !== 200) throw new Error(`The worker has no address: ${changed.code}`);
    return {
      dataDir,
      port,
      base: `http://127.0.0.1:${port}`,
      district: world.district,
      pointIn: world.pointIn,
      loginOf: (role, n) => `${role.toLowerCase()}-${world.district}-${n}`,
      password: 'a quiet street 9',
      // It is cut with every kill; whoever asks then asks again.
      stored: openDatabase({ appUrl: ownerUrl, ownerUrl, poolSize: 2, onError: () => undefined }),
    };
  } finally {
    await app.close();
    await opened.close();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (typeof address !== 'object' || !address) throw new Error('No free port.');
  return address.port;
}
