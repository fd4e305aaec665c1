import type { Knex } from 'knex';

import { TABLES } from '../../../server/src/repositories/tables';
import { findByUrls, writeUrls } from '../../../server/src/repositories/urls';
import { key, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('addresses on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('leads an old address to its document, unless another document has it now', async () => {
    await writeUrls(knex, [{ key: key('a'), url: '/blog/one' }], T0);
    await writeUrls(knex, [{ key: key('a'), url: '/blog/two' }], T0 + 1);
    expect((await findByUrls(knex, ['/blog/one', '/blog/two', '/none'])).get('/blog/one')).toEqual([key('a')]);
    await writeUrls(knex, [{ key: key('b'), url: '/blog/one' }], T0 + 2);
    expect((await findByUrls(knex, ['/blog/one'])).get('/blog/one')).toEqual([key('b'), key('a')]);
    await writeUrls(knex, [{ key: key('a'), url: '/blog/one' }], T0 + 3);
    const rows = (await knex(TABLES.urls).where('target_document_id', 'a').whereNull('valid_to').select('url')) as {
      url: string;
    }[];
    expect(rows).toEqual([{ url: '/blog/one' }]);
  });

  it('ends the older addresses of many documents at once, each its own', async () => {
    const all = ['a', 'b', 'c'].map((id) => ({ key: key(id), url: `/old/${id}` }));
    await writeUrls(knex, all, T0);
    // What one leaves another may take.
    await writeUrls(
      knex,
      [
        { key: key('a'), url: '/new/a' },
        { key: key('b'), url: '/old/a' },
      ],
      T0 + 1
    );
    const open = await knex(TABLES.urls).whereNull('valid_to').orderBy('target_document_id').pluck('url');
    expect(open).toEqual(['/new/a', '/old/a', '/old/c']);
    expect((await findByUrls(knex, ['/old/a'])).get('/old/a')).toEqual([key('b'), key('a')]);
  });
});
