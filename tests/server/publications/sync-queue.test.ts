import { createSyncQueue } from '../../../server/src/services/publications/sync-queue';

const later = () => new Promise((resolve) => setImmediate(resolve));
const make = (work: (id: string) => Promise<void>, limit = 100) => {
  const seen: string[] = [];
  const errors: unknown[] = [];
  let overflows = 0;
  const queue = createSyncQueue({
    limit,
    async work(_, documentId) {
      seen.push(documentId);
      await work(documentId);
    },
    onOverflow: () => Promise.resolve(void overflows++),
    onError: (error) => errors.push(error),
  });
  return { queue, seen, errors, overflows: () => overflows };
};

describe('createSyncQueue', () => {
  it('looks once at a document that changes while it waits, and once more at one that changes meanwhile', async () => {
    const { queue, seen } = make(async (id) => {
      await later();
      if (id === 'a' && seen.length === 1) queue.add('t', 'a');
    });
    for (const id of ['a', 'b', 'b', 'b', 'c']) queue.add('t', id);
    await queue.settled();
    expect(seen).toEqual(['a', 'b', 'c', 'a']);
    expect(queue.size()).toBe(0);
  });

  it('goes on after a failure', async () => {
    const { queue, seen, errors } = make((id) => (id === 'a' ? Promise.reject(new Error('no')) : Promise.resolve()));
    queue.add('t', 'a');
    queue.add('t', 'b');
    await queue.settled();
    expect(seen).toEqual(['a', 'b']);
    expect(errors).toHaveLength(1);
  });

  it('asks once for everything when more wait than it may hold', async () => {
    const { queue, seen, overflows } = make(later as () => Promise<void>, 2);
    for (const id of ['a', 'b', 'c', 'd', 'e']) queue.add('t', id);
    await queue.settled();
    expect(seen.length).toBeLessThanOrEqual(3);
    expect(overflows()).toBe(1);
  });
});
