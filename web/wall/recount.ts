interface Clock {
  now(): number;
  after(ms: number, act: () => void): () => void;
}

export interface RecountOptions {
  /** Asks for the figures; must not throw. */
  run: () => Promise<unknown>;
  clock: Clock;
  /** Never more often than this, however much happens. */
  atMostMs: number;
  /** At least this often, because overdue comes by time alone. */
  atLeastMs: number;
}

export interface Recount {
  /** Something changed: count again, at once if the last count is long enough ago. */
  hear(): void;
  stop(): void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Counts at once, then on every change at most every `atMostMs`; a change during a count is counted by the next. */
export function startRecount(o: RecountOptions): Recount {
  let startedAt = Number.NEGATIVE_INFINITY;
  let running = false;
  let heard = false;
  let stopped = false;
  let cancel: () => void = () => undefined;

  function plan(ms: number): void {
    cancel();
    cancel = o.clock.after(ms, () => void count());
  }

  function soon(): void {
    plan(Math.max(0, startedAt + o.atMostMs - o.clock.now()));
  }

  async function count(): Promise<void> {
    running = true;
    heard = false;
    startedAt = o.clock.now();
    await o.run();
    running = false;
    if (stopped) return;
    if (heard) soon();
    else plan(Math.max(0, startedAt + o.atLeastMs - o.clock.now()));
  }

  void count();
  return {
    hear() {
      heard = true;
      if (!running && !stopped) soon();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
