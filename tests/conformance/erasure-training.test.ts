/** What is trained after an erasure is, to the byte, what a site trains that the visitor never came to. */
import type { Knex } from 'knex';

import { configSchema } from '../../server/src/config/schema';
import { createRandom } from '../../server/src/core/math/random';
import type { TargetKey } from '../../server/src/core/target';
import { writeCoverage } from '../../server/src/repositories/coverage';
import type { StoredEvent } from '../../server/src/repositories/events';
import type { ModelKind } from '../../server/src/repositories/model-versions';
import { insertVersions } from '../../server/src/repositories/publications';
import { learningSettings } from '../../server/src/services/learning-settings';
import { registry } from '../../server/src/services/registry';
import { trainTask } from '../../server/src/worker/tasks/train';
import { snapshotOf } from '../core/features/synthetic-site';
import { BY, openErasingSite } from '../helpers/erasing-site';
import { event, key, runRollup, store, version } from './fixtures';
import { pluginHost } from './plugin-host';
import { type Engine, ENGINES, type ScratchDatabase } from './scratch-database';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 5);
const DAYS = 90;
const AS_OF = START + DAYS * DAY;
const ARTICLES = 110;
const ID = 'customer-4711';
const KINDS: readonly ModelKind[] = ['ranker', 'performance-text', 'topic'];
const WORDS = [
  'harbour sailing anchor rudder keel',
  'flour oven dough yeast crust',
  'chord violin rhythm melody concert',
];

const settings = learningSettings(configSchema.parse({ ranker: { nEstimators: 15, algorithm: 'forest' } }));

interface Article {
  readonly target: TargetKey;
  readonly firstPublishedAt: number;
  readonly category: number;
  readonly words: number;
}

const random = createRandom(11);
const articles = Array.from({ length: ARTICLES }, (_, at): Article => ({
  target: key(`doc${at}`, 'en'),
  firstPublishedAt: START + Math.floor(((at + random.next()) * DAYS * DAY) / ARTICLES),
  category: random.int(3),
  words: 100 + random.int(900),
}));

/** Readers come and go; one of them, who agreed to be known, reads a good part of everything. */
const eventsOf = (hash: string): StoredEvent[] => {
  const draw = createRandom(12);
  return articles.flatMap(({ target, firstPublishedAt, category, words }, article) => {
    const expected = 8 + 6 * category + words / 60;
    return Array.from({ length: Math.round(expected * Math.exp(0.3 * draw.normal())) }, (_, n): StoredEvent => {
      const isOwn = draw.int(6) === 0;
      const at = firstPublishedAt - Math.log(1 - draw.next()) * 1.5 * DAY;
      return event(article * 1_000 + n, target, Math.floor(at), {
        visitor: isOwn ? hash : `v${draw.int(400)}`,
        source: isOwn && draw.int(2) === 0 ? 'agreed-n' : null,
        type: draw.int(8) === 0 ? 'engagement' : 'view',
      });
    }).filter(({ occurredAt }) => occurredAt < AS_OF);
  });
};

describe.each(ENGINES)('a model trained after an erasure on $name', (engine) => {
  const databases: ScratchDatabase[] = [];
  afterAll(async () => {
    for (const database of databases) await database.close();
  });

  const open = async () => {
    const database = await engine.open();
    databases.push(database);
    const { knex } = database;
    const site = openErasingSite(engine, knex, () => AS_OF);
    await insertVersions(
      knex,
      articles.map(({ target, firstPublishedAt, category, words }, at) =>
        version(target, 1, firstPublishedAt, {
          firstPublishedAt,
          contentHash: `hash-${at}`,
          title: `Article ${at}`,
          category: `category${category}`,
          author: `author${at % 5}`,
          text: `${WORDS[category]} ${words > 500 ? 'amber birch' : 'cedar daisy'} ${at}`,
          snapshot: {
            ...snapshotOf({
              title: `Article ${at}`,
              category: `category${category}`,
              author: `author${at % 5}`,
              features: { textWords: words, titleCharacters: 9 + (at % 20) },
            }),
            roleHashes: {},
          },
        })
      ),
      START
    );
    await writeCoverage(knex, { from: START - DAY, to: null, source: 'tracking' });
    return { knex, site };
  };

  const fill = async (knex: Knex, events: readonly StoredEvent[]) => {
    for (let at = 0; at < events.length; at += 400) await store(knex, events.slice(at, at + 400));
    await runRollup(knex, AS_OF);
  };
  const train = async (knex: Knex, kind: ModelKind) =>
    trainTask(
      { kind, asOf: AS_OF, settings, pluginVersion: '0.0.0', despiteFindings: true },
      { knex, progress: () => undefined, isCancelled: () => false }
    );
  const goLive = async (knex: Knex, kind: ModelKind) => {
    const { promote, rows, ...trained } = await train(knex, kind);
    const models = registryOf(engine, knex);
    const made = await models.register({ ...trained, kind, trainingRunId: `run-${kind}` });
    await models.promote(made.id, { by: null });
    return { promote, rows, artifact: Buffer.from(trained.artifact) };
  };

  it('is the one of a site they never came to, whatever is live', async () => {
    const [with_, without] = [await open(), await open()];
    const hash = await with_.site.hashOf(ID);
    const events = eventsOf(hash);
    await fill(with_.knex, events);
    await fill(
      without.knex,
      events.filter(({ visitor }) => visitor !== hash)
    );
    const before = new Map<ModelKind, Buffer>();
    for (const kind of KINDS) {
      before.set(kind, (await goLive(with_.knex, kind)).artifact);
      await goLive(without.knex, kind);
    }

    const { erasureId } = await with_.site.erasure.start(ID, BY);
    await with_.site.erasure.run();
    const { events: erased } = await with_.site.erasure.find(erasureId);
    expect(erased).toBe(events.filter(({ visitor }) => visitor === hash).length);
    expect(erased).toBeGreaterThan(200);

    for (const kind of KINDS) {
      const [after, never] = [await train(with_.knex, kind), await train(without.knex, kind)];
      expect([kind, Buffer.compare(after.artifact, never.artifact)]).toEqual([kind, 0]);
      expect([kind, after.lineage.dataHash]).toEqual([kind, never.lineage.dataHash]);
      // A topic is learned from what people wrote, and not from who read it.
      const learnsFromReaders = kind !== 'topic';
      expect([kind, before.get(kind)?.equals(after.artifact)]).toEqual([kind, !learnsFromReaders]);
    }
  });
});

const registryOf = (engine: Engine, knex: Knex) =>
  registry({
    strapi: pluginHost(engine, knex, () => ({
      articles: { forget: () => undefined },
      queue: { enqueue: async () => ({ id: 'rescore' }) },
    })),
  });
