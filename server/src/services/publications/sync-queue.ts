/** Documents waiting to be looked at, one after another; a document that waits already is not added again. */
export interface SyncQueue {
  add(uid: string, documentId: string): void;
  /** Everything added so far is done. */
  settled(): Promise<void>;
  size(): number;
}

export interface SyncQueueOptions {
  readonly limit: number;
  /** Looks at one document; whatever it throws is passed to `onError`. */
  work(uid: string, documentId: string): Promise<void>;
  /** Called once per overflow, when all that waits is done: everything must be looked at. */
  onOverflow(): Promise<void>;
  onError(error: unknown): void;
}

/**
 * Saving a document never waits for this queue. A document saved again while it waits is looked at once, afterwards;
 * one saved while it is being looked at is looked at once more.
 */
export function createSyncQueue({ limit, work, onOverflow, onError }: SyncQueueOptions): SyncQueue {
  const waiting = new Map<string, { uid: string; documentId: string }>();
  let overflowed = false;
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    for (;;) {
      const [next] = waiting;
      if (next === undefined && !overflowed) return;
      try {
        if (next === undefined) {
          overflowed = false;
          await onOverflow();
        } else {
          waiting.delete(next[0]);
          await work(next[1].uid, next[1].documentId);
        }
      } catch (error) {
        onError(error);
      }
    }
  };

  const start = (): void => {
    // The last turn may have found nothing while this one was being added: look again when it has ended.
    running ??= run().finally(() => {
      running = null;
      if (waiting.size > 0 || overflowed) start();
    });
  };

  return {
    add(uid, documentId) {
      const id = `${uid}|${documentId}`;
      if (waiting.size >= limit && !waiting.has(id)) overflowed = true;
      else waiting.set(id, { uid, documentId });
      start();
    },
    async settled() {
      while (running !== null) await running;
    },
    size: () => waiting.size,
  };
}
