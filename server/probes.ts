import { statfs } from 'node:fs/promises';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { sameText } from '#kernel/crypto';
import { createMetrics, type Metrics } from '#kernel/metrics';
import { Refusal, refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { watchHttp } from '#kernel/watch-http';
import { watchJobs } from '#kernel/watch-jobs';
import { watchProcess } from '#kernel/watch-process';
import { inTime, readinessOf } from './readiness.ts';
import { watchCases, watchMoves } from './watch-cases.ts';

/** Readings that ask the database are answered from the last one for this long. */
const keptMs = 5000;

/**
 * What an operator's machines ask: /healthz (the process lives and reaches its database), /readyz (it can do its work),
 * /metrics (numbers, to whoever may).
 */
export function addProbes(app: FastifyInstance, services: Services): void {
  const { config, database } = services;
  const metrics = createMetrics();
  const stop = watchProcess(services, metrics);
  app.addHook('onClose', async () => stop());
  watchHttp(app, metrics);
  watchMoves(app, metrics);
  watchInstallation(services, metrics);
  const ready = readinessOf(services);
  app.get('/healthz', async (_, reply) => {
    await database.app.selectFrom('districts').select('id').limit(1).execute();
    return reply.header('cache-control', 'no-store').send({ status: 'ok', version: config.version });
  });
  app.get('/readyz', async (_, reply) => {
    const { ready: isReady, ...more } = await ready();
    return reply
      .status(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not ready', version: config.version, ...more });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(services, request)) refuse('request.unknown-address');
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(await metrics.text());
  });
}

/** Figures that are the same from every process: asked of the database, so asked seldom. */
function watchInstallation(services: Services, metrics: Metrics): void {
  const reachable = metrics.gauge(
    'gezhi_database_up',
    '0 when the database did not answer this reading; its figures are then old.',
  );
  const space = metrics.gauge('gezhi_files_free_bytes', 'Room left where the photos lie.');
  const asked = createAsked([watchJobs, watchCases].map((watch) => collectorOf(watch, services, metrics)));
  metrics.onRead(async () => {
    const answered = await inTime(asked()).then(
      () => 1,
      () => 0,
    );
    reachable.set({}, answered);
    // Without the folder there is no figure; /readyz says so.
    const room = await statfs(services.config.dataDir).catch(() => null);
    if (room) space.set({}, room.bavail * room.bsize);
  });
}

type Refresh = () => void | Promise<void>;

function collectorOf(
  watch: (database: Services['database'], metrics: Metrics) => void,
  { database }: Services,
  metrics: Metrics,
): Refresh[] {
  const refreshes: Refresh[] = [];
  watch(database, { ...metrics, onRead: (refresh) => void refreshes.push(refresh) });
  return refreshes;
}

function createAsked(refreshes: Refresh[][]): () => Promise<void> {
  let last: { at: number; done: Promise<void> } | undefined;
  return () => {
    const now = performance.now();
    if (!last || now - last.at > keptMs)
      last = { at: now, done: Promise.all(refreshes.flat().map((refresh) => refresh())).then(() => undefined) };
    return last.done;
  };
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * With the token from anywhere. Without one only this machine itself, and only where no proxy stands in front: behind
 * one on the same machine everybody comes from 127.0.0.1.
 */
function mayRead({ config }: Services, request: FastifyRequest): boolean {
  const { metricsToken, trustProxy, publicUrl } = config;
  const given = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (metricsToken !== null) return sameText(given, metricsToken);
  if (trustProxy || publicUrl?.startsWith('https:')) return false;
  if (forwarded.some((name) => request.headers[name] !== undefined)) return false;
  return loopback.has(request.socket.remoteAddress ?? '');
}

/** A worker answers nobody else, so it has a small server of its own. */
export function probeServer(services: Services): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true });
  app.setErrorHandler((error, _, reply) => reply.status(error instanceof Refusal ? error.status : 503).send());
  addProbes(app, services);
  return app;
}
