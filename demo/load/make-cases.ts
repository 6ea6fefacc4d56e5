// A thread of its own: makes its parts of the year of one tenant after the other, and writes them down for COPY.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { shanghaiDay } from '#modules/cases';
import type { DemoCase } from '../history/world.ts';
import { makePart, partsOf, planYear } from '../history.ts';
import type { Picture } from '../pictures.ts';
import type { Batch, MakingOrder } from './case-batches.ts';
import { caseLines } from './case-lines.ts';
import { photoLines, stepRows } from './step-rows.ts';
import { layOut, type TenantOrder, worldOf } from './tenant.ts';
import { shelve } from './write-pictures.ts';

/** 500 cases are about 6,000 rows and 3 MB. */
const batchSize = 500;
/** Batches that may wait for the database: enough that neither side ever waits for the other's next one. */
const aheadMost = 4;

const { tenants, thread, threads, waiting } = workerData as MakingOrder;
const ahead = new Int32Array(waiting);

function hand(tenant: number, cases: readonly DemoCase[], last: boolean): void {
  for (let now = Atomics.load(ahead, 0); now >= aheadMost; now = Atomics.load(ahead, 0)) Atomics.wait(ahead, 0, now);
  Atomics.add(ahead, 0, 1);
  const steps = stepRows(cases);
  const days = new Map<string, number>();
  for (const { row } of cases) {
    const today = shanghaiDay(row.reported_at);
    days.set(today, (days.get(today) ?? 0) + 1);
  }
  const batch: Batch = {
    thread,
    tenant,
    count: cases.length,
    stepCount: cases.reduce((sum, one) => sum + one.steps.length, 0),
    cases: caseLines(cases),
    steps,
    photos: photoLines(cases),
    contacts: cases.flatMap(({ row, contacts }) => contacts.map((contact) => ({ ...contact, caseId: row.id }))),
    open: cases.filter(({ row }) => row.open),
    clocks: cases.flatMap(({ row }) => (row.due_at ? [{ caseId: row.id, dueAt: row.due_at }] : [])),
    days,
    last,
  };
  // Each piece of them has its own memory, which is handed over instead of copied.
  parentPort?.postMessage(
    batch,
    steps.map(({ buffer }) => buffer),
  );
}

function makeTenant(index: number, order: TenantOrder, pictures: readonly Picture[]): void {
  const tenant = layOut(order);
  const { plan, rng, since } = tenant;
  const world = worldOf(tenant, shelve(pictures, rng.fork('photos'), since).sceneOf);
  const year = planYear(world, { cases: plan.cases, open: plan.openCases }, rng.fork('history'));
  for (let part = thread; part < partsOf(plan); part += threads) {
    let cases: DemoCase[] = [];
    for (const one of makePart(year, part)) {
      cases.push(one);
      if (cases.length < batchSize) continue;
      hand(index, cases, false);
      cases = [];
    }
    hand(index, cases, false);
  }
}

const [pictures] = (await once(parentPort as NonNullable<typeof parentPort>, 'message')) as [Picture[]];
for (const [index, order] of tenants.entries()) {
  if (thread < partsOf(order.plan)) makeTenant(index, order, pictures);
  hand(index, [], true);
}
