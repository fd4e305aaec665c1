/** Real readers through the whole loop: Deskdrop's 43,387 events, by the readers and loaders of the demo. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { loadDataSet, eventsToSend } from '../../playground/src/demo/load-data-set';
import { knownSlugs } from '../../playground/src/demo/documents';
import { readDataSet } from '../../playground/src/readers';
import type { DataSet } from '../../playground/src/readers/data-set';
import type { ModelDetail, ModelSummary } from '../../server/src/contracts/admin';
import type { RankerReport } from '../../server/src/core/evaluate/report';
import { createRandom } from '../../server/src/core/math/random';
import { SNAPSHOT_AGE_HOURS } from '../../server/src/core/rollup/counters';
import { TABLES } from '../../server/src/repositories/tables';
import { adminJwt } from '../helpers/credentials';
import { train } from '../helpers/runs';
import { foresight, sendEvents, trainByHand } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const EVENTS = 43_387;
const BASELINES = ['site-level', 'author-category', 'views-so-far'];

const folder = path.join(process.env['FORESIGHT_DATA'] ?? '', 'deskdrop');
const present = Boolean(process.env['FORESIGHT_DATA']) && existsSync(path.join(folder, 'events.csv.gz'));
if (!present) console.info('skipped: Deskdrop through the loop (set FORESIGHT_DATA to a folder with deskdrop/)');

(present ? describe : describe.skip)('Deskdrop', () => {
  let booted: BootedStrapi;
  let app: Core.Strapi;
  let data: DataSet;

  beforeAll(async () => {
    booted = await bootStrapi({
      FORESIGHT_HORIZON_DAYS: '14',
      FORESIGHT_CONFIG: JSON.stringify({
        ranker: { algorithm: 'forest' },
        schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' },
      }),
    });
    app = booted.app;
    await trainByHand(booted);
    data = await readDataSet(folder);
    await loadDataSet(app, data);
  }, 300_000);
  afterAll(() => booted?.stop());

  const rows = (table: string): Promise<object[]> => app.db.connection(table).orderBy('id').select('*');
  const counted = async () => JSON.stringify([await rows(TABLES.rollups), await rows(TABLES.ageCounters)]);
  const rollup = () => foresight<{ run(): Promise<{ buckets: number }>; waiting(): Promise<number> }>(app, 'rollup');

  it('is taken whole: every event is accepted', async () => {
    expect(data.events).toHaveLength(EVENTS);
    expect(await app.db.connection(TABLES.events).count({ n: '*' })).toEqual([{ n: EVENTS }]);
  });

  it('trains a ranker that orders later articles better than every simple guess, an hour and six hours on', async () => {
    const { run } = await train(booted, await adminJwt(app, 'strapi-super-admin'));
    expect(run.status).toBe('succeeded');
    // Real data block nothing.
    const found = run.outcomes.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'blocking');
    expect(found).toEqual([]);

    const report = await rankerReport(app);
    expect(report.horizonDays).toBe(14);
    expect(report.byAge.map(({ ageHours }) => ageHours)).toEqual([...SNAPSHOT_AGE_HOURS]);
    for (const { ageHours, rows: judged, scores } of report.byAge) {
      expect(scores.map(({ name }) => name)).toEqual(['model', ...BASELINES]);
      expect(judged).toBeGreaterThan(500);
      for (const { name, rmse, spearman } of scores) {
        expect(rmse).toBeGreaterThan(0);
        // Nobody has views at 0 h: that guess has no order there.
        if (name !== 'views-so-far' || ageHours > 0) expect(Math.abs(spearman ?? NaN)).toBeLessThanOrEqual(1);
      }
    }
    for (const age of [1, 6]) {
      const [model, ...simple] = report.byAge.find(({ ageHours }) => ageHours === age)?.scores ?? [];
      const best = Math.max(...simple.map(({ spearman }) => spearman ?? -1));
      expect({ age, better: (model?.spearman ?? -1) > best }).toEqual({ age, better: true });
    }
  });

  it('counts once what is sent twice in another order', async () => {
    const before = await counted();
    expect(JSON.parse(before)[0].length).toBeGreaterThan(data.articles.length);

    const again = createRandom(7).shuffle(eventsToSend(data, await knownSlugs(app, 'en')));
    const sent = await sendEvents(booted, again);
    expect(sent).toEqual({ received: EVENTS, accepted: 0, duplicate: EVENTS, quarantined: 0, rejected: 0 });
    expect(await rollup().waiting()).toBe(0);
    expect((await rollup().run()).buckets).toBe(0);
    expect((await counted()) === before).toBe(true);
    expect(await app.db.connection(TABLES.events).count({ n: '*' })).toEqual([{ n: EVENTS }]);
  });
});

async function rankerReport(app: Core.Strapi): Promise<RankerReport> {
  const registry = foresight<{
    list(kind: 'ranker'): Promise<ModelSummary[]>;
    detail(id: string): Promise<ModelDetail>;
  }>(app, 'registry');
  const [newest] = await registry.list('ranker');
  const report = newest && (await registry.detail(newest.id)).ranker;
  if (!report) throw new Error('no ranker was judged');
  return report;
}
