/** A site of some years, made by the database itself: 3,000 articles, each with its events, counts and predictions. */
import type { Knex } from 'knex';

import { TABLES } from '../../../server/src/repositories/tables';
import { isSqlite } from '../../../server/src/repositories/time';
import type { TargetKey } from '../../../server/src/core/target';
import { AGE_MINUTES } from '../../../server/src/core/rollup';
import { HORIZON, HOUR, T0 } from '../fixtures';

export const ARTICLES = 3_000;
const EVENTS_EACH = 40;
export const BUSY = 1_000;
const BUSY_EVENTS = 20_000;
const BUCKETS_EACH = 30;
/** One article after another, this far apart, the last one shortly before `NOW`. */
const APART = 3 * HOUR;
export const NOW = T0;

/** The article that is `at` articles older than the newest. */
export const article = (at: number): TargetKey => ({
  uid: 'api::article.article',
  documentId: `doc-${100_000 + at}`,
  locale: at % 2 === 0 ? 'en' : 'fr',
});
export const firstPublishedAt = (at: number): number => NOW - (at + 1) * APART;

/** Fills every big table, and lets PostgreSQL look at them, as its own housekeeping does. */
export async function fillBigSite(knex: Knex): Promise<void> {
  const dialect = isSqlite(knex) ? sqlite : postgres;
  for (const statement of statements(dialect)) await knex.raw(statement);
  if (!isSqlite(knex)) await knex.raw('analyze');
}

interface Dialect {
  /** A datetime column's value from milliseconds since 1970. */
  at(ms: string): string;
  json(text: string): string;
  isTrue(condition: string): string;
}
const sqlite: Dialect = { at: (ms) => `(${ms})`, json: (text) => text, isTrue: (condition) => `(${condition})` };
const postgres: Dialect = {
  at: (ms) => `(to_timestamp((${ms}) / 1000.0) at time zone 'UTC')`,
  json: (text) => `(${text})::jsonb`,
  isTrue: (condition) => `(${condition})`,
};

/** 0 to n - 1, as a table. */
const numbers = (name: string, n: number): string =>
  `${name}(${name}) as (select 0 union all select ${name} + 1 from ${name} where ${name} < ${n - 1})`;

/** Columns of the target of article `d`. */
const TARGET = `'api::article.article', 'doc-' || (100000 + d), case when d % 2 = 0 then 'en' else 'fr' end`;
const ms = (length: number): string => `cast(${length} as bigint)`;
const FIRST = `(${NOW} - (d + 1) * ${ms(APART)})`;
const COLUMNS = 'target_uid, target_document_id, target_locale';
const COUNTERS = 'views, engagements, clicks, impressions, conversions, searches, shares, customs, visitors, sessions';
const COUNTS = '3, 0, 0, 0, 0, 0, 0, 0, 2, 2';
const STAMPS = 'document_id, created_at, updated_at, published_at';

function statements({ at, json, isTrue }: Dialect): string[] {
  const stamps = (id: string) => `${id}, ${at(FIRST)}, ${at(FIRST)}, ${at(FIRST)}`;
  const articles = `with recursive ${numbers('d', ARTICLES)}`;
  const ages = [...AGE_MINUTES.filter((age) => age < HORIZON), HORIZON];
  return [
    `${articles}, ${numbers('v', 2)} insert into ${TABLES.publications} (${COLUMNS}, published_version,
       first_published_at, first_published_at_source, version_published_at, version_unpublished_at, content_hash, title,
       tags, text, language, snapshot, changed_fields, ${STAMPS})
     select ${TARGET}, v + 1, ${at(FIRST)}, 'tracking', ${at(`${FIRST} + v * ${ms(HOUR)}`)},
       case when v = 0 or d % 5 = 0 then ${at(`${FIRST} + (v + 1) * ${ms(HOUR)}`)} end, 'hash', 'Title ' || d,
       ${json(`'[]'`)}, 'Text', 'en', ${json(`'{"title":"T","tags":[],"features":{}}'`)}, ${json(`'[]'`)},
       ${stamps(`'p-' || d || '-' || v`)} from d cross join v`,
    `${articles}, ${numbers('e', EVENTS_EACH)} insert into ${TABLES.events} (${COLUMNS}, event_key, event_id, type,
       occurred_at, received_at, visitor, bot, ${STAMPS})
     select ${TARGET}, 'key-' || (10000000 + d * ${EVENTS_EACH} + e), 'event', 'view', ${at(`${FIRST} + e * ${ms(HOUR)}`)},
       ${at(FIRST)}, 'v' || e, ${isTrue('1 = 0')}, ${stamps(`'e-' || d || '-' || e`)} from d cross join e`,
    // One article that half the world reads.
    `with recursive d(d) as (select ${BUSY}), ${numbers('e', BUSY_EVENTS)} insert into ${TABLES.events} (${COLUMNS}, event_key,
       event_id, type, occurred_at, received_at, visitor, bot, ${STAMPS})
     select ${TARGET}, 'busy-' || e, 'event', 'view', ${at(`${FIRST} + e * ${ms(1_000)}`)}, ${at(FIRST)}, 'v' || e,
       ${isTrue('1 = 0')}, ${stamps(`'y-' || e`)} from d cross join e`,
    ...(['hour', 'day'] as const).map(
      (
        granularity
      ) => `${articles}, ${numbers('b', BUCKETS_EACH)} insert into ${TABLES.rollups} (${COLUMNS}, granularity,
       bucket_start, ${COUNTERS}, sealed, ${STAMPS})
     select ${TARGET}, '${granularity}', ${at(`${FIRST} + b * ${ms(granularity === 'hour' ? HOUR : 24 * HOUR)}`)}, ${COUNTS},
       ${isTrue('d = 7')}, ${stamps(`'b-' || d || '-' || b`)} from d cross join b`
    ),
    ...ages.map(
      (
        age
      ) => `${articles} insert into ${TABLES.ageCounters} (${COLUMNS}, age_minutes, ${COUNTERS}, closed, computed_at)
     select ${TARGET}, ${age}, ${COUNTS}, ${isTrue(`${FIRST} + ${age} * ${ms(60_000)} <= ${NOW}`)}, ${NOW} from d`
    ),
    `${articles}, ${numbers('m', 4)}, ${numbers('a', 5)} insert into ${TABLES.predictions} (${COLUMNS}, origin,
       age_minutes, model_version, scored_at, expected_views, low_views, high_views, views_so_far, reasons, ${STAMPS})
     select ${TARGET}, 'scoring', a * 60, 'ranker-' || (m + 1), ${at(`${FIRST} + a * ${ms(HOUR)}`)}, 9, 3, 30, 1,
       ${json(`'[]'`)}, ${stamps(`'s-' || d || '-' || a || '-' || m`)} from d cross join m cross join a`,
    `${articles} insert into ${TABLES.predictions} (${COLUMNS}, origin, age_minutes, model_version, scored_at, reasons,
       ${STAMPS})
     select ${TARGET}, 'scoring', 0, 'ranker-5', ${at(FIRST)}, ${json(`'[]'`)}, ${stamps(`'n-' || d`)} from d where d < 100`,
    `${articles} insert into ${TABLES.countTurns} (${COLUMNS}, turn) select ${TARGET}, 3 from d`,
    `${articles}, ${numbers('h', 3)} insert into ${TABLES.dirtyBuckets} (${COLUMNS}, hour_start, mark)
     select ${TARGET}, ${FIRST} + h * ${ms(HOUR)}, 5 from d cross join h`,
    `${articles}, ${numbers('u', 3)} insert into ${TABLES.urls} (${COLUMNS}, url, url_hash, valid_from, valid_to)
     select ${TARGET}, '/blog/' || d || '-' || u, 'hash-' || d || '-' || u, ${NOW}, case when u < 2 then ${NOW} end
     from d cross join u`,
    `${articles} insert into ${TABLES.trainingRuns} (run_id, job, trigger, status, queued_at, progress, outcome, ${STAMPS})
     select 'run-' || d, 'nightly', 'cron', case when d = 0 then 'queued' when d % 9 = 0 then 'failed' else 'succeeded' end,
       ${at(FIRST)}, ${json(`'{}'`)}, ${json(`'[]'`)}, ${stamps(`'r-' || d`)} from d`,
    `${articles} insert into ${TABLES.modelVersions} (kind, version_number, status, metrics, lineage, recipe, ${STAMPS})
     select 'ranker', ${ARTICLES} - d, case when d = 0 then 'live' else 'retired' end, ${json(`'{}'`)}, ${json(`'{}'`)},
       ${json(`'{}'`)}, ${stamps(`'m-' || d`)} from d`,
    `${articles} insert into ${TABLES.artifactChunks} (model_version, seq) select 'ranker-' || d, 0 from d`,
    `${articles} insert into ${TABLES.journal} (entry_id, at, kind, level, code, detail)
     select 'j-' || d, ${FIRST}, case when d % 3 = 0 then 'incident' else 'audit' end, 'info', 'code', '{}' from d`,
  ];
}
