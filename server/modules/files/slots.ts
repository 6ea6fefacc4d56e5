import { refuse } from '#kernel/refuse';

/** A few at a time; more wait in line; beyond that the sender is asked to come back, with nothing lost. */
export function slots(atOnce: number, waitingMost: number) {
  let running = 0;
  const line: (() => void)[] = [];

  return {
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (running >= atOnce) {
        if (line.length >= waitingMost) refuse('request.too-many', { seconds: 5 });
        await new Promise<void>((next) => line.push(next));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        // The place goes straight to the next in line, so `running` stays as it is.
        const next = line.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}

/** Bytes held in memory by uploads under way; a flood of large files is refused instead of swallowed. */
export function byteBudget(most: number) {
  let held = 0;
  return {
    take(bytes: number): void {
      if (held + bytes > most) refuse('request.too-many', { seconds: 5 });
      held += bytes;
    },
    give(bytes: number): void {
      held -= bytes;
    },
    held: () => held,
  };
}
