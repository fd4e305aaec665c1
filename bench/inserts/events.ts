/** Events as a busy site gets them: new ones with keys in order of time, and some that were sent before. Seeded. */
import { createRandom, type Random } from '../../server/src/core/math/random';
import { eventKey, EVENT_TYPES } from '../../server/src/core/events';
import type { Value } from '../../server/src/repositories/statements';
import { STRAPI_COLUMNS } from '../../server/src/repositories/strapi-columns';
import { TARGET_COLUMNS } from '../../server/src/repositories/target-columns';

/** Columns of `foresight_events` as ingest fills them, with the type PostgreSQL has for each. */
export const COLUMNS = {
  event_key: 'text',
  event_id: 'text',
  type: 'text',
  name: 'text',
  ...Object.fromEntries(TARGET_COLUMNS.map((name) => [name, 'text'])),
  occurred_at: 'timestamp',
  received_at: 'timestamp',
  visitor: 'text',
  session: 'text',
  source: 'text',
  source_type: 'text',
  device: 'text',
  bot: 'boolean',
  value: 'float8',
  scroll: 'float8',
  properties: 'jsonb',
  ...Object.fromEntries(STRAPI_COLUMNS.map((name) => [name, name === 'document_id' ? 'text' : 'timestamp'])),
} as const satisfies Record<string, string>;

export const NAMES = Object.keys(COLUMNS);

/** Of a hundred events, those that were sent before. */
const KNOWN = 5;
const ARTICLES = 400;
const START = Date.UTC(2026, 0, 5);
const MS_APART = 20;

/** Draws rows with a value for each of `NAMES`, those of one draw after those of the one before. */
export function eventSource(seed: number, isSqlite: boolean) {
  const random = createRandom(seed);
  const instant = (ms: number): Value => (isSqlite ? ms : new Date(ms).toISOString());
  let made = 0;
  let recent: Value[][] = [];

  const fresh = (): Value[] => {
    const at = START + made * MS_APART;
    const article = random.int(ARTICLES);
    const id = uuidV7(at, random);
    made++;
    return [
      eventKey('fpk_bench', id),
      id,
      EVENT_TYPES[random.int(2)] ?? 'view',
      null,
      'api::article.article',
      `document${String(article).padStart(16, '0')}`,
      'en',
      instant(at),
      instant(at),
      hex(random, 32),
      hex(random, 32),
      hex(random, 16),
      'search',
      'desktop',
      isSqlite ? 0 : false,
      null,
      null,
      random.int(10) === 0 ? '{"depth":75,"from":"newsletter"}' : null,
      `${at.toString(16).padStart(12, '0')}${hex(random, 12)}`,
      ...[at, at, at].map(instant),
    ];
  };

  return (count: number): Value[][] => {
    const rows = Array.from({ length: count }, () => {
      const known = recent[random.int(100)];
      return known !== undefined && random.int(100) < KNOWN ? known : fresh();
    });
    recent = rows.slice(-100);
    return rows;
  };
}

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits / 4 }, () => random.int(0x10000).toString(16).padStart(4, '0')).join('');

function uuidV7(at: number, random: Random): string {
  const time = at.toString(16).padStart(12, '0');
  const rest = hex(random, 20);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}
