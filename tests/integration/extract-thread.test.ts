import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { workerEntry } from '../../server/src/services/workers';
import type { FromThread, ToThread } from '../../server/src/worker/messages';

it('a worker thread reads an entry without a database, and only that', async () => {
  const worker = new Worker(workerEntry(__dirname), { workerData: { connection: {} } });
  const ask = async (task: string, payload: unknown): Promise<FromThread> => {
    const message: ToThread = { type: 'run', id: 1, task, payload, cancelled: new SharedArrayBuffer(4) };
    worker.postMessage(message);
    const [answer] = (await once(worker, 'message')) as [FromThread];
    return answer;
  };
  try {
    const read = await ask('extract', {
      uid: 'api::note.note',
      schemas: { 'api::note.note': { uid: 'api::note.note', attributes: { body: { type: 'richtext' } } } },
      roles: {
        title: 'title',
        body: ['body'],
        description: null,
        slug: 'slug',
        category: null,
        author: null,
        tags: null,
      },
      entry: { title: 'A note', slug: 'a-note', body: '## Late\n\nThe last boat leaves.' },
      locale: '',
      defaultLocale: 'en',
      siteHosts: [],
    });
    expect(read).toMatchObject({
      type: 'result',
      result: { slug: 'a-note', text: 'Late\n\nThe last boat leaves.', language: 'en', snapshot: { title: 'A note' } },
    });
    expect(await ask('classify', { title: '', text: 'Words', language: 'en' })).toMatchObject({ type: 'error' });
  } finally {
    const gone = once(worker, 'exit');
    worker.postMessage({ type: 'close' } satisfies ToThread);
    await gone;
  }
});
