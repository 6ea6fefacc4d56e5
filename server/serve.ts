import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { demoAccounts, demoApiKey } from '#demo/accounts';
import type { Config } from '#kernel/config';
import { startWorker } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { SetupFault } from '#kernel/setup-fault';
import { sweepKernel } from '#kernel/sweep';
import { followWebhooks } from '#modules/exchange';
import { followFigures } from '#modules/figures';
import { buildApp, tasksOf } from './app.ts';
import { openServices } from './open-services.ts';
import { probeServer } from './probes.ts';

export type ServeRole = 'web' | 'worker' | 'all';
const distDir = fileURLToPath(new URL('../dist', import.meta.url));

/** Starts one process in its role and returns how to stop it: requests end, jobs finish, the database closes last. */
export async function serve(config: Config, role: ServeRole): Promise<() => Promise<void>> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  // Told before half a minute of loading, not after.
  if (role !== 'worker') await checkPort(config);
  const opened = await openServices(config, { exclusive: true, onProgress: (step) => say(`  ${step}`) });
  const { services } = opened;
  const stops: (() => Promise<void>)[] = [opened.close];
  try {
    if (config.demo && (await isEmpty(services))) {
      say('Loading the demo district (the database is empty) …');
      // A server that only serves never holds the world's texts and the loader in memory.
      const { loadDemo } = await import('#demo/load');
      await loadDemo(services, {
        scale: 'district',
        seed: 'erqi',
        now: services.clock(),
        onProgress: (step) => say(`  ${step}`),
      });
      const { tellStories } = await import('./tell-stories.ts');
      await tellStories(services);
    }
    if (role !== 'web') stops.push(await startJobs(services));
    if (role !== 'worker') stops.push(await startWeb(services, say));
    return async () => {
      for (const stop of stops.reverse()) await stop();
    };
  } catch (error) {
    for (const stop of stops.reverse()) await stop();
    throw error;
  }
}

async function isEmpty(services: Services): Promise<boolean> {
  return (await services.database.app.selectFrom('districts').select('id').limit(1).executeTakeFirst()) === undefined;
}

async function startJobs(services: Services): Promise<() => Promise<void>> {
  const worker = await startWorker(services.database, tasksOf(services), { concurrency: 4, log: services.log });
  const probes = await openProbes(services);
  const timer = setInterval(
    () =>
      sweepKernel(services.database, services.clock()).catch((error: unknown) =>
        services.log.error({ err: error }, 'sweep'),
      ),
    600_000,
  );
  const stopFollowing = await followWebhooks(services);
  const stopCounting = await followFigures(services);
  return async () => {
    clearInterval(timer);
    await probes?.close();
    await stopFollowing();
    await stopCounting();
    await worker.stop();
  };
}

/** A process that serves pages answers its probes there. */
async function openProbes(services: Services): Promise<FastifyInstance | null> {
  const { probePort: port, host } = services.config;
  if (port === null) return null;
  const app = probeServer(services);
  await listen(app, { port, host }, 'GEZHI_PROBE_PORT');
  return app;
}

async function startWeb(services: Services, say: (line: string) => void): Promise<() => Promise<void>> {
  const { config } = services;
  const app = await buildApp(services, { strictAnswers: false, distDir: existsSync(distDir) ? distDir : null });
  await listen(app, config);
  announce(services, say);
  return () => app.close();
}

async function checkPort(config: Config): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(config.port, config.host);
    await once(probe, 'listening');
  } catch (error) {
    throw portFault(error, config.port);
  } finally {
    probe.close();
  }
}

async function listen(app: FastifyInstance, config: Pick<Config, 'port' | 'host'>, setting = 'PORT'): Promise<void> {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    await app.close();
    throw portFault(error, config.port, setting);
  }
}

function portFault(error: unknown, port: number, setting = 'PORT'): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new SetupFault(`Port ${port} is in use; stop the other program or set ${setting} to another number.`);
  }
  if (code === 'EACCES') {
    return new SetupFault(`Port ${port} may not be opened by this user; set ${setting} to a number above 1023.`);
  }
  return error;
}

function announce({ config }: Services, say: (line: string) => void): void {
  const own = Object.values(networkInterfaces())
    .flat()
    .find((one) => one && one.family === 'IPv4' && !one.internal)?.address;
  say('');
  say(
    `Gezhi 格治 ${config.version} is ready: http://localhost:${config.port}/${own ? `   (in this network: http://${own}:${config.port}/)` : ''}`,
  );
  say('  /resident/ 居民   /field/ 网格员   /desk/ 指挥台   /wall/ 大屏');
  if (config.demo) {
    say('  Demo accounts (password gezhi-demo), as long as they were not changed:');
    for (const { login, zh, en } of demoAccounts) say(`    ${login.padEnd(14)} ${zh} · ${en}`);
    say(`  /open311/v2 (docs/open311.md), api_key ${demoApiKey}`);
  }
  say('  Ctrl-C stops everything.');
}
