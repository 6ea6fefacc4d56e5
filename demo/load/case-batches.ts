// What the thread that makes the cases is told, and what it hands over.
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DemoCase } from '../history/world.ts';
import type { Picture } from '../pictures.ts';
import type { TenantOrder } from './tenant.ts';

export interface MakingOrder {
  readonly tenants: readonly TenantOrder[];
  /** One number: batches that were handed over and not taken yet. */
  readonly waiting: SharedArrayBuffer;
}

export interface Batch {
  /** With steps only where the case is open; their bytes come back as Uint8Array. */
  readonly cases: readonly DemoCase[];
  readonly steps: readonly Uint8Array<ArrayBuffer>[];
  readonly photos: readonly Uint8Array[];
  readonly stepCount: number;
  /** The tenant has no more. */
  readonly last: boolean;
}

export interface CaseBatches {
  /** The batches of the tenant whose turn it is. */
  ofNextTenant(): AsyncGenerator<Batch>;
  close(): Promise<void>;
}

/** Starts making at once, on another core; a fault in the thread is thrown where the batches are read. */
export function makeInThread(tenants: readonly TenantOrder[], pictures: Promise<readonly Picture[]>): CaseBatches {
  const waiting = new SharedArrayBuffer(4);
  const taken = new Int32Array(waiting);
  const workerData: MakingOrder = { tenants, waiting };
  const worker = new Worker(new URL('./make-cases.ts', import.meta.url), {
    workerData,
    // A batch lives longer than the small young generation of a thread: with more room it is not copied about in it.
    resourceLimits: { maxYoungGenerationSizeMb: 128 },
  });
  const handed = on(worker, 'message') as AsyncIterator<[Batch]>;
  // A fault while nobody reads yet: it is thrown by the next read all the same.
  worker.on('error', () => undefined);
  pictures.then(
    (drawn) => worker.postMessage(drawn),
    () => undefined, // thrown where the pictures are awaited
  );
  return {
    async *ofNextTenant() {
      for (;;) {
        const { value } = await handed.next();
        const [batch] = value as [Batch];
        Atomics.sub(taken, 0, 1);
        Atomics.notify(taken, 0);
        yield batch;
        if (batch.last) return;
      }
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
