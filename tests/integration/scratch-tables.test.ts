/** Suites of repositories make the plugin's tables themselves, in moments: here it is seen that Strapi makes the same. */
import { widenIds } from '../../server/src/repositories/wide-ids';
import { ENGINES } from '../conformance/scratch-database';
import { SITE_ENGINES } from '../helpers/site-databases';
import { bootStrapi } from '../helpers/strapi';
import { shapesOf } from '../helpers/table-shapes';

it.each(SITE_ENGINES)(
  'the tables are the same on $name',
  async (engine) => {
    const booted = await bootStrapi({}, engine);
    const scratch = await ENGINES.find(({ name }) => name === engine.name)!.open();
    try {
      await widenIds(scratch.knex);
      expect(await shapesOf(scratch.knex)).toEqual(await shapesOf(booted.app.db.connection));
    } finally {
      await scratch.close();
      await booted.stop();
    }
  },
  60_000
);
