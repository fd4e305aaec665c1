/** Collects items of many callers into batches; each caller waits for its own items only. */
export interface Batcher<Item, Outcome> {
  /** Outcomes of these items, in their order. Rejects with what `process` threw for the batch that held them. */
  add(items: readonly Item[]): Promise<Outcome[]>;
  /** Items that wait or are being processed. */
  size(): number;
  drain(): Promise<void>;
}

export interface BatcherOptions<Item, Outcome> {
  /** Items of one batch at most; one caller's are never parted, however many they are. */
  readonly perBatch: number;
  /** How long an item waits for company when there is not a full batch. */
  readonly delayMs: number;
  /** Batches under way together, at most; beside another one only full ones begin. */
  readonly atOnce: number;
  /** As many outcomes as items. */
  process(items: readonly Item[]): Promise<readonly Outcome[]>;
}

interface Waiting<Item, Outcome> {
  readonly items: readonly Item[];
  settle(outcomes: Outcome[]): void;
  fail(error: unknown): void;
}

/** Between a batch and the one that follows it the event loop gets a turn. */
export function createBatcher<Item, Outcome>(options: BatcherOptions<Item, Outcome>): Batcher<Item, Outcome> {
  const { perBatch, delayMs, atOnce, process } = options;
  const waiting: Waiting<Item, Outcome>[] = [];
  /** Items that wait, and those being processed. */
  let [left, inHand] = [0, 0];
  const running = new Set<Promise<void>>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  /** The callers that came first, as many as fit. */
  const takeBatch = (): Waiting<Item, Outcome>[] => {
    let [callers, size] = [0, 0];
    for (const { items } of waiting) {
      if (callers > 0 && size + items.length > perBatch) break;
      callers++;
      size += items.length;
    }
    left -= size;
    inHand += size;
    return waiting.splice(0, callers);
  };

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = takeBatch();
      const items = batch.flatMap((one) => one.items);
      try {
        const outcomes = await process(items);
        let at = 0;
        for (const { items: own, settle } of batch) settle(outcomes.slice(at, (at += own.length)));
      } catch (error) {
        for (const one of batch) one.fail(error);
      }
      inHand -= items.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const start = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (running.size === atOnce) return;
    const runner = run().finally(() => {
      running.delete(runner);
      schedule();
    });
    running.add(runner);
  };

  const schedule = (): void => {
    if (running.size === atOnce || waiting.length === 0) return;
    if (left >= perBatch) start();
    else if (running.size === 0) timer ??= setTimeout(start, delayMs);
  };

  return {
    add(items) {
      if (items.length === 0) return Promise.resolve([]);
      return new Promise<Outcome[]>((settle, fail) => {
        waiting.push({ items, settle, fail });
        left += items.length;
        schedule();
      });
    },
    size: () => left + inHand,
    async drain() {
      while (waiting.length > 0 || running.size > 0) {
        if (waiting.length > 0) start();
        await Promise.race(running);
      }
    },
  };
}
