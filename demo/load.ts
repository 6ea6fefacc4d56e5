// Fills an empty database with the demo world, in one transaction: all of it is there, or nothing.
import { availableParallelism } from 'node:os';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { hashPassword } from '#modules/accounts';
import { installStandardCatalogue } from '#modules/catalogue';
import { rebuildFigures } from '#modules/figures';
import { installFlow, shippedFlows } from '#modules/flows';
import { demoPassword } from './accounts.ts';
import { partsOf } from './history.ts';
import { type CaseBatches, type Clock, makeInThreads } from './load/case-batches.ts';
import { type Copy, copyTo } from './load/copy.ts';
import { putOffIndexes } from './load/late-indexes.ts';
import { layOut, type TenantOrder } from './load/tenant.ts';
import { writeCases } from './load/write-cases.ts';
import { writeExchange } from './load/write-exchange.ts';
import { writeLists } from './load/write-lists.ts';
import { writeMinutes } from './load/write-minutes.ts';
import { writePeople } from './load/write-people.ts';
import { shelve, writePictures } from './load/write-pictures.ts';
import { writePlaces } from './load/write-places.ts';
import { writeRouting } from './load/write-routing.ts';
import { drawPictures, type Picture } from './pictures.ts';
import { type DistrictPlan, erqi, huajie, jiangbei, minghu, suoqian, village } from './places/districts.ts';

export { demoAccounts, demoPassword } from './accounts.ts';

export const scales = ['village', 'town', 'district'] as const;
/** A number: the district with so many cases. */
export type DemoScale = (typeof scales)[number] | number;

export interface DemoOptions {
  readonly scale: DemoScale;
  /** The same words give the same world (ids, places, people, texts; sealed fields have fresh nonces). */
  readonly seed: string;
  /** The world ends here. */
  readonly now: Date;
  onProgress(step: string): void;
}

/**
 * Of an embedded server that runs for the loading alone: what is written into emptied tables needs no log then, and the
 * sums of a million cases are sorted in memory.
 */
export const loadingSettings = {
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  max_wal_size: '4GB',
  work_mem: '512MB',
};

/** What the loader needs of the server's services. */
export type DemoServices = Pick<Services, 'database' | 'crypto' | 'files'>;

function plansOf(scale: DemoScale): DistrictPlan[] {
  if (scale === 'village') return [village];
  if (scale === 'town') return [suoqian, huajie, jiangbei, minghu];
  const share = scale === 'district' ? 1 : Math.min(1, scale / erqi.cases);
  const cases = scale === 'district' ? erqi.cases : scale;
  return [
    { ...erqi, cases, openCases: Math.min(cases, Math.max(13, Math.round(erqi.openCases * share))) },
    suoqian,
    huajie,
    jiangbei,
    minghu,
  ];
}

interface Loading {
  readonly services: DemoServices;
  readonly options: DemoOptions;
  readonly copy: Copy;
  readonly tx: Tx;
  /** Still being drawn, by other threads, while the first district is laid out. */
  readonly pictures: Promise<readonly Picture[]>;
  readonly making: CaseBatches;
  readonly passwordHash: string;
}

/**
 * Kysely over the one connection of the transaction, for the few things that modules write themselves. The casts: Kysely
 * asks of a pool only these two methods, and modules take a transaction, which this connection is in.
 */
function kyselyOver(client: pg.PoolClient): Tx {
  const lent = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: async () => lent, end: async () => undefined };
  return new Kysely({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) }) as unknown as Tx;
}

async function startClocks(tx: Tx, district: number, clocks: readonly Clock[]): Promise<void> {
  const payloads = clocks.map(({ caseId }) => JSON.stringify({ district, caseId }));
  const times = clocks.map(({ dueAt }) => dueAt);
  const keys = clocks.map(({ caseId }) => `clock:${district}:${caseId}`);
  await sql`
    select count(app.later('cases.clock', c.payload::json, c.at, c.key, null))
      from unnest(${payloads}::text[], ${times}::timestamptz[], ${keys}::text[]) as c(payload, at, key)`.execute(tx);
}

async function loadTenant(loading: Loading, order: TenantOrder): Promise<void> {
  const { services, copy, tx, pictures, passwordHash } = loading;
  const { crypto, files } = services;
  const { onProgress } = loading.options;
  const { plan, now, rng, since, places, addresses, people } = layOut(order);
  const shelf = shelve(await pictures, rng.fork('photos'), since);
  await writePlaces(copy, { plan, places, addresses, rng: rng.fork('rows'), since });
  await writePeople(copy, { district: plan.id, people, crypto, passwordHash, rng: rng.fork('staff'), since, now });
  const ids = rng.fork('catalogue');
  await installStandardCatalogue(tx, { district: plan.id, at: since, ids: () => ids.uuid(since.getTime()) });
  await writeLists(tx, plan.id, rng.fork('lists'), since);
  const flow = plan.flow === null ? null : shippedFlows.get(plan.flow);
  if (flow) await installFlow({ clock: () => since }, tx, plan.id, flow);
  await writePictures(copy, files, plan.id, shelf, since);
  const counts = places.levels.map((level) => level.length).join(' → ');
  onProgress(`${plan.name}: ${counts}, ${addresses.length} addresses, ${people.accounts.length} accounts`);
  const written = await writeCases(copy, loading.making.ofNextTenant(), {
    district: plan.id,
    crypto,
    people,
    rng: rng.fork('messages'),
    now,
    onCount: (count) => {
      if (count % 2000 === 0) onProgress(`${plan.name}: ${count} / ${plan.cases} cases`);
    },
  });
  await startClocks(tx, plan.id, written.clocks);
  await writeExchange(tx, plan.id, rng.fork('exchange'), since);
  await writeMinutes(tx, { district: plan.id, people, places, rng: rng.fork('minutes'), now });
  await writeRouting(tx, { district: plan.id, people, places, rng: rng.fork('routing'), since });
  onProgress(`${plan.name}: ${written.cases} cases with ${written.steps} steps`);
}

async function inOneTransaction(services: DemoServices, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await services.database.ownerPool.connect();
  try {
    await client.query('begin');
    // The entries of the search indexes wait in one list until the vacuum below instead of being sorted in 4 MB by 4 MB.
    await client.query(`set local gin_pending_list_limit = '512MB'`);
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Tells the other processes, and gives the planner its figures. */
async function settleIn(services: DemoServices, plans: readonly DistrictPlan[]): Promise<void> {
  const { ownerPool } = services.database;
  for (const { id } of plans) {
    await ownerPool.query(
      `select pg_notify('areas_changed', $1), pg_notify('catalogue_changed', $1), pg_notify('admissions_changed', $1), pg_notify('standard_map_changed', $1), pg_notify('flows_changed', $1)`,
      [String(id)],
    );
  }
  await ownerPool.query('vacuum (analyze) app.cases, app.addresses');
  const rest =
    'case_steps case_photos case_contacts case_facts dispatch_facts case_daily case_monthly areas area_versions accounts logins posts post_holders units categories';
  await ownerPool.query(`analyze ${rest.replaceAll(/(\w+) ?/g, 'app.$1, ').slice(0, -2)}`);
}

/** Loads the demo into an empty database. The scale decides the tenants; the first of them gets the short logins. */
export async function loadDemo(services: DemoServices, options: DemoOptions): Promise<void> {
  const { seed, now, onProgress } = options;
  const plans = plansOf(options.scale);
  const tenants = plans.map((plan, index): TenantOrder => ({ plan, seed, now, main: index === 0 }));
  const pictures = drawPictures();
  // A year in one part is made by one thread.
  const threads = Math.min(availableParallelism(), 4, Math.max(...plans.map(partsOf)));
  const making = makeInThreads(tenants, pictures, threads);
  try {
    const passwordHash = await hashPassword(demoPassword);
    await inOneTransaction(services, async (client) => {
      const late = await putOffIndexes(client, plans[0]?.cases ?? 0);
      const copy = copyTo(client, late.frozen);
      const loading = { services, options, copy, tx: kyselyOver(client), pictures, making, passwordHash };
      for (const tenant of tenants) await loadTenant(loading, tenant);
      if (late.frozen.length > 0) onProgress('building the indexes');
      await late.build();
      onProgress('counting the figures');
      // The planner knows nothing yet of what this transaction wrote.
      await client.query('analyze app.cases, app.case_steps, app.posts');
      for (const { id } of plans) await rebuildFigures(loading.tx, id, now);
      await late.buildCounted();
    });
  } finally {
    await making.close();
  }
  onProgress('preparing the search');
  await settleIn(services, plans);
}
