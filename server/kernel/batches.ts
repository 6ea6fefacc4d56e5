/** What became of one item of a batch: its answer, or the error for whoever sent it. */
export type Outcome<Answer> = { answer: Answer } | { error: unknown };

export async function outcomeOf<Answer>(work: () => Promise<Answer>): Promise<Outcome<Answer>> {
  try {
    return { answer: await work() };
  } catch (error) {
    return { error };
  }
}

interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export interface BatchOptions<Item, Answer> {
  /** Items of one batch. */
  most: number;
  /** Batches under way at once. */
  lanes: number;
  /** One outcome an item, in order. When it throws, every item of the batch gets the error. */
  run(items: readonly Item[]): Promise<readonly Outcome<Answer>[]>;
}

/**
 * Gathers what arrives while earlier batches are under way, and hands it on together. Nothing waits for company: a lone
 * item goes at once, so the delay is never more than that of the batch before it.
 */
export function batches<Item, Answer>(o: BatchOptions<Item, Answer>): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let underWay = 0;

  const next = (): void => {
    while (waiting.length > 0 && underWay < o.lanes) {
      underWay += 1;
      void carryOut(waiting.splice(0, o.most)).finally(() => {
        underWay -= 1;
        next();
      });
    }
  };
  const carryOut = async (batch: readonly Waiting<Item, Answer>[]): Promise<void> => {
    try {
      const outcomes = await o.run(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome && 'answer' in outcome) resolve(outcome.answer);
        else reject(outcome ? outcome.error : new Error('The batch has no outcome for this item.'));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // Not at once: what comes in the same turn of the event loop (one read of many sockets) goes together.
      setImmediate(next);
    });
}
