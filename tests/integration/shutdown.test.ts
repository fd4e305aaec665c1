/** A site that is told to end while readers send events: what it acknowledged is there, once. */
import { TABLES } from '../../server/src/repositories/tables';
import { documents, foresight } from '../helpers/small-site';
import { SITE_ENGINES } from '../helpers/site-databases';
import { bootStrapi, listen } from '../helpers/strapi';

const SENDERS = 12;
const EVENTS_PER_REQUEST = 20;

describe.each(SITE_ENGINES)('a site on $name that ends', (engine) => {
  it('has committed every event it acknowledged, and loses none it took in', async () => {
    const site = await bootStrapi({}, engine);
    const { documentId } = await documents(site.app, 'api::article.article').create({
      locale: 'en',
      status: 'published',
      data: { title: 'Read until the end', body: 'Words. '.repeat(30) },
    });
    const [key] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(site.app, 'keys').list();
    const address = `http://127.0.0.1:${await listen(site)}/api/foresight/events`;

    const acknowledged = new Set<string>();
    let ended = false;
    const send = async (sender: number): Promise<void> => {
      for (let request = 0; !ended; request++) {
        const ids = Array.from({ length: EVENTS_PER_REQUEST }, (_, n) => `shutdown-${sender}-${request}-${n}-event`);
        const events = ids.map((eventId) => ({ eventId, type: 'view', documentId }));
        try {
          const answer = await fetch(address, {
            method: 'POST',
            body: JSON.stringify({ key: key?.publishableKey, events }),
          });
          if (answer.status === 200) for (const id of ids) acknowledged.add(id);
          else if (answer.status === 429) await new Promise((resolve) => setTimeout(resolve, 20));
        } catch {
          return; // The site is gone.
        }
      }
    };
    const senders = Promise.all(Array.from({ length: SENDERS }, (_, sender) => send(sender)));
    while (acknowledged.size < 20 * EVENTS_PER_REQUEST) await new Promise((resolve) => setTimeout(resolve, 5));
    await site.stop({ keepDatabase: true });
    ended = true;
    await senders;

    const again = await bootStrapi({}, site.database);
    try {
      const kept: string[] = await again.app.db.connection(TABLES.events).pluck('event_id');
      const stored = new Set(kept);
      expect(kept).toHaveLength(stored.size);
      expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
      expect(acknowledged.size).toBeGreaterThanOrEqual(20 * EVENTS_PER_REQUEST);
    } finally {
      await again.stop();
      await site.database.drop();
    }
  }, 120_000);
});
