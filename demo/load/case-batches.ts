// What the threads that make the cases are told, and what they hand over.
import { Worker } from 'node:worker_threads';
import type { DemoCase, DemoContact } from '../history/world.ts';
import type { Picture } from '../pictures.ts';
import type { TenantOrder } from './tenant.ts';

export interface MakingOrder {
  readonly tenants: readonly TenantOrder[];
  /** This thread, and how many share the parts of each year. */
  readonly thread: number;
  readonly threads: number;
  /** One number: batches that were handed over and not taken yet. */
  readonly waiting: SharedArrayBuffer;
}

/** Whoever reported or joined; names and phones are sealed where the key is. */
export interface Contact extends DemoContact {
  readonly caseId: string;
}

export interface Clock {
  readonly caseId: string;
  readonly dueAt: Date;
}

export interface Batch {
  readonly thread: number;
  /** Index among the tenants. */
  readonly tenant: number;
  readonly count: number;
  readonly stepCount: number;
  /** Written down for COPY; their bytes come back as Uint8Array. */
  readonly cases: readonly Uint8Array[];
  readonly steps: readonly Uint8Array[];
  readonly photos: readonly Uint8Array[];
  readonly contacts: readonly Contact[];
  /** With their steps. */
  readonly open: readonly DemoCase[];
  /** States whose clocks still run. */
  readonly clocks: readonly Clock[];
  /** How many were reported a day. */
  readonly days: ReadonlyMap<string, number>;
  /** This thread has no more of the tenant. */
  readonly last: boolean;
}

export interface CaseBatches {
  /** The batches of the tenant whose turn it is, as they come. */
  ofNextTenant(): AsyncGenerator<Batch>;
  close(): Promise<void>;
}

/** What the threads have handed over; a fault in one of them is thrown where the next batch is asked for. */
class Arrivals {
  readonly #kept: Batch[] = [];
  #fault: unknown = null;
  #wake: () => void = () => undefined;

  put(batch: Batch): void {
    this.#kept.push(batch);
    this.#wake();
  }

  fail(error: unknown): void {
    this.#fault ??= error;
    this.#wake();
  }

  async take(tenant: number): Promise<Batch> {
    for (;;) {
      if (this.#fault) throw this.#fault;
      const index = this.#kept.findIndex((batch) => batch.tenant === tenant);
      const [batch] = index < 0 ? [] : this.#kept.splice(index, 1);
      if (batch) return batch;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }
}

/** Starts making at once, on other cores. */
export function makeInThreads(
  tenants: readonly TenantOrder[],
  pictures: Promise<readonly Picture[]>,
  threads: number,
): CaseBatches {
  const arrivals = new Arrivals();
  const running = Array.from({ length: threads }, (_, thread) => startThread({ tenants, thread, threads }, arrivals));
  pictures.then(
    (drawn) => {
      for (const { worker } of running) worker.postMessage(drawn);
    },
    () => undefined, // thrown where the pictures are awaited
  );
  let turn = 0;
  return {
    async *ofNextTenant() {
      const tenant = turn++;
      for (let left = threads; left > 0; ) {
        const batch = await arrivals.take(tenant);
        running[batch.thread]?.taken();
        if (batch.last) left -= 1;
        yield batch;
      }
    },
    close: async () => {
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread(order: Omit<MakingOrder, 'waiting'>, arrivals: Arrivals) {
  const waiting = new SharedArrayBuffer(4);
  const ahead = new Int32Array(waiting);
  const worker = new Worker(new URL('./make-cases.ts', import.meta.url), {
    workerData: { ...order, waiting } satisfies MakingOrder,
    // A batch lives longer than the small young generation of a thread: with more room it is not copied about in it.
    resourceLimits: { maxYoungGenerationSizeMb: 128 },
  });
  worker.on('message', (batch: Batch) => arrivals.put(batch));
  worker.on('error', (error) => arrivals.fail(error));
  const taken = () => {
    Atomics.sub(ahead, 0, 1);
    Atomics.notify(ahead, 0);
  };
  return { worker, taken };
}
