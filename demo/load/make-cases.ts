// A thread of its own: makes the histories of one tenant after the other, and writes their steps down for COPY.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { DemoCase } from '../history/world.ts';
import { makeHistories } from '../history.ts';
import type { Picture } from '../pictures.ts';
import type { Batch, MakingOrder } from './case-batches.ts';
import { photoLines, stepLines } from './step-lines.ts';
import { layOut, worldOf } from './tenant.ts';
import { shelve } from './write-pictures.ts';

/** 500 cases are about 6,000 rows and 4 MB of text. */
const batchSize = 500;
/** Batches that may wait for the database: enough that neither side ever waits for the other's next one. */
const aheadMost = 4;

const { tenants, waiting } = workerData as MakingOrder;
const ahead = new Int32Array(waiting);

function hand(cases: readonly DemoCase[], last: boolean): void {
  for (let now = Atomics.load(ahead, 0); now >= aheadMost; now = Atomics.load(ahead, 0)) Atomics.wait(ahead, 0, now);
  Atomics.add(ahead, 0, 1);
  const steps = stepLines(cases);
  const batch: Batch = {
    // Of what is over nobody asks for the steps again.
    cases: cases.map((one) => (one.row.open ? one : { ...one, steps: [] })),
    steps,
    photos: photoLines(cases),
    stepCount: cases.reduce((sum, one) => sum + one.steps.length, 0),
    last,
  };
  // A short piece shares its memory with others and is copied instead of handed over.
  const own = steps.filter(({ buffer, byteLength }) => buffer.byteLength === byteLength);
  parentPort?.postMessage(
    batch,
    own.map(({ buffer }) => buffer),
  );
}

async function makeAll(): Promise<void> {
  // The places are laid out while the pictures are still being drawn.
  const drawn = once(parentPort as NonNullable<typeof parentPort>, 'message') as Promise<[Picture[]]>;
  for (const order of tenants) {
    const tenant = layOut(order);
    const { plan, rng, since } = tenant;
    const [pictures] = await drawn;
    const world = worldOf(tenant, shelve(pictures, rng.fork('photos'), since).sceneOf);
    let cases: DemoCase[] = [];
    for (const one of makeHistories(world, { cases: plan.cases, open: plan.openCases }, rng.fork('history'))) {
      cases.push(one);
      if (cases.length < batchSize) continue;
      hand(cases, false);
      cases = [];
    }
    hand(cases, true);
  }
}

await makeAll();
