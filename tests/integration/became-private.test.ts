/** An attribute that was public when it was read, and is private now. */
import { TABLES } from '../../server/src/repositories/tables';
import { hidden, keptBy, publishStory, STORY, STORY_CONFIG, withStories } from '../helpers/private-story';
import { SQLITE } from '../helpers/site-databases';
import { foresight } from '../helpers/small-site';
import { bootStrapi } from '../helpers/strapi';

describe('an attribute that becomes private', () => {
  it('is forgotten at the next start: what is served now is read anew without it', async () => {
    const first = await bootStrapi(STORY_CONFIG, SQLITE, withStories({ intro: { type: 'richtext' } }));
    await publishStory(first.app, { intro: 'zzsecretlater words' });
    expect(await keptBy(first.app)).toContain('zzsecretlater');
    await first.stop({ keepDatabase: true });

    const second = await bootStrapi(STORY_CONFIG, first.database, withStories({ intro: hidden({ type: 'richtext' }) }));
    await foresight<{ settled(): Promise<void> }>(second.app, 'publications').settled();
    const served = (await second.app.db
      .connection(TABLES.publications)
      .whereNull('version_unpublished_at')
      .where('target_uid', STORY)
      .select('*')) as object[];
    await second.stop();
    await first.database.drop();
    expect(served).toHaveLength(1);
    expect(JSON.stringify(served)).toContain('What the harbour says');
    expect(JSON.stringify(served)).not.toContain('zzsecretlater');
  });
});
