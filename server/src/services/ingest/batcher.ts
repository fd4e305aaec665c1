/** Collects items of many callers into batches; each caller waits for its own items only. */
export interface Batcher<Item, Outcome> {
  /** Outcomes of these items, in their order. Rejects with what `process` threw for a batch that held one of them. */
  add(items: readonly Item[]): Promise<Outcome[]>;
  /** Items that wait or are being processed. */
  size(): number;
  drain(): Promise<void>;
}

export interface BatcherOptions<Item, Outcome> {
  readonly perBatch: number;
  /** How long an item waits for company when there is not a full batch. */
  readonly delayMs: number;
  /** One batch at a time; as many outcomes as items. */
  process(items: readonly Item[]): Promise<readonly Outcome[]>;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

/** Batches follow one another; between two of them the event loop gets a turn. */
export function createBatcher<Item, Outcome>(options: BatcherOptions<Item, Outcome>): Batcher<Item, Outcome> {
  const { perBatch, delayMs, process } = options;
  const waiting: Waiting<Item, Outcome>[] = [];
  let inHand = 0;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, perBatch);
      inHand = batch.length;
      try {
        const outcomes = await process(batch.map(({ item }) => item));
        batch.forEach((one, index) => one.settle(outcomes[index] as Outcome));
      } catch (error) {
        for (const one of batch) one.fail(error);
      }
      inHand = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const start = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running ??= run().finally(() => {
      running = null;
      schedule();
    });
  };

  const schedule = (): void => {
    if (running !== null || waiting.length === 0) return;
    if (waiting.length >= perBatch) start();
    else timer ??= setTimeout(start, delayMs);
  };

  return {
    add(items) {
      if (items.length === 0) return Promise.resolve([]);
      return new Promise<Outcome[]>((resolve, reject) => {
        const outcomes = new Array<Outcome>(items.length);
        let left = items.length;
        items.forEach((item, index) =>
          waiting.push({
            item,
            settle(outcome) {
              outcomes[index] = outcome;
              if (--left === 0) resolve(outcomes);
            },
            fail: reject,
          })
        );
        schedule();
      });
    },
    size: () => waiting.length + inHand,
    async drain() {
      while (waiting.length > 0 || running !== null) {
        start();
        await running;
      }
    },
  };
}
