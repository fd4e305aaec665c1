/** The measured process: a Strapi, a route that only validates, and peers that write without HTTP. */
import path from 'node:path';

import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import type { Knex } from 'knex';

import { readBody } from '../../server/src/services/ingest/read-body';
import { readEvent } from '../../server/src/services/ingest/read-event';
import { TABLES } from '../../server/src/repositories/tables';
import { apiToken, grantPublic } from '../../tests/helpers/credentials';
import { eventSource, NAMES } from '../inserts/events';
import { POSTGRES_WAYS } from '../inserts/postgres-ways';
import { SQLITE_WAYS } from '../inserts/sqlite-ways';

/** A route of Strapi's that only validates, and the same before any of Strapi's middlewares. */
export const VALIDATE = '/api/bench/validate';
export const VALIDATE_BARE = '/bench/validate';
const ARTICLES = 400;
const EVENT = 'plugin::foresight.event';

/** What the parent may ask for; the answer is rows a second, a number of rows, or nothing. */
export type Order =
  | { readonly do: 'bulk'; readonly rows: number; readonly way: string }
  | { readonly do: 'stock'; readonly rows: number }
  | { readonly do: 'create-many'; readonly rows: number }
  | { readonly do: 'fill'; readonly rows: number }
  | { readonly do: 'empty' }
  | { readonly do: 'rows' }
  | { readonly do: 'count' };

export interface Ready {
  readonly port: number;
  readonly documents: readonly string[];
  readonly token: string;
}

export function serve(): void {
  process.on('disconnect', () => process.exit());
  void begin().then(({ app, ready }) => {
    let seed = 1;
    process.on('message', (order: Order) => {
      void carryOut(app, order, ++seed).then(
        (answer) => process.send?.({ answer }),
        (error: Error) => process.send?.({ error: error.stack })
      );
    });
    process.send?.({ answer: ready });
  });
}

async function begin(): Promise<{ app: Core.Strapi; ready: Ready }> {
  const playground = path.resolve(__dirname, '../../playground');
  process.chdir(playground);
  const { createStrapi } = await import('@strapi/strapi');
  const distDir = path.join(playground, 'dist');
  const app = createStrapi({
    appDir: playground,
    distDir,
    autoReload: false,
    serveAdminPanel: false,
  }) as unknown as Core.Strapi & { load(): Promise<unknown> };
  app.log.level = 'error';
  app.server.use(validateBare);
  const validate = (ctx: Context) => void answerValidated(ctx, (ctx.request as unknown as { body: unknown }).body);
  app.server.routes({
    type: 'content-api',
    routes: [{ method: 'POST', path: '/bench/validate', handler: validate, config: { auth: false } }],
  } as unknown as Parameters<typeof app.server.routes>[0]);
  await app.load();
  app.log.level = 'error';
  app.server.mount();
  const documents = app.documents('api::article.article' as 'api::x.x') as unknown as {
    create(params: object): Promise<{ documentId: string }>;
  };
  const made: string[] = [];
  for (let at = 0; at < ARTICLES; at++) {
    const data = { title: `Article ${at}`, slug: `article-${at}`, body: 'Words about something. '.repeat(40) };
    made.push((await documents.create({ locale: 'en', status: 'published', data })).documentId);
  }
  await grantPublic(app, 'api::article.article.find');
  const token = await apiToken(app, 'full-access');
  const server = app.server.httpServer;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { app, ready: { port, documents: made, token } };
}

/** Reads and validates as ingest does, and keeps nothing: what HTTP and JSON cost anyway. */
async function validateBare(ctx: Context, next: Next): Promise<void> {
  if (ctx.path !== VALIDATE_BARE) return next();
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
  answerValidated(ctx, Buffer.concat(chunks).toString('utf8'));
}

function answerValidated(ctx: Context, body: unknown): void {
  const { events } = readBody(body);
  const read = events.map((event) => readEvent(event, false, Date.now()));
  ctx.body = {
    data: {
      received: read.length,
      accepted: read.filter(({ ok }) => ok).length,
      duplicate: 0,
      quarantined: 0,
      rejected: 0,
      errors: [],
    },
  };
}

async function carryOut(app: Core.Strapi, order: Order, seed: number): Promise<unknown> {
  const knex = app.db.connection as unknown as Knex;
  const isSqlite = app.db.dialect.client === 'sqlite';
  const rate = async (rows: number, work: () => Promise<void>): Promise<number> => {
    const began = performance.now();
    await work();
    return rows / ((performance.now() - began) / 1_000);
  };
  switch (order.do) {
    case 'bulk': {
      const way = (isSqlite ? SQLITE_WAYS : POSTGRES_WAYS).find(({ name }) => name === order.way);
      if (way === undefined) throw new Error(`no way "${order.way}"`);
      const rows = eventSource(seed * 7_919, isSqlite)(order.rows);
      return rate(order.rows, async () => {
        for (let at = 0; at < rows.length; at += way.rows) await way.insert(knex, rows.slice(at, at + way.rows));
      });
    }
    case 'stock': {
      const documents = app.documents(EVENT as 'api::x.x') as unknown as {
        create(given: object): Promise<unknown>;
      };
      const rows = stockRows(seed, order.rows);
      return rate(order.rows, async () => {
        for (const data of rows) await documents.create({ data });
      });
    }
    case 'create-many': {
      const rows = stockRows(seed, order.rows);
      return rate(order.rows, async () => {
        for (let at = 0; at < rows.length; at += 100) {
          await app.db.query(EVENT).createMany({ data: rows.slice(at, at + 100) });
        }
      });
    }
    case 'fill':
      return fill(knex, isSqlite, order.rows);
    case 'empty':
      await knex(TABLES.dirtyBuckets).delete();
      await (isSqlite ? knex(TABLES.events).delete() : knex(TABLES.events).truncate());
      return null;
    case 'rows':
      return rowsOf(knex);
    case 'count': {
      const rollup = app.plugin('foresight').service('rollup') as { run(): Promise<unknown> };
      await rollup.run();
      return null;
    }
  }
}

/** The same rows as objects, as the document service wants them. */
const stockRows = (seed: number, count: number): object[] =>
  eventSource(
    seed * 104_729,
    false
  )(count).map((row, at) => {
    const of = (name: string) => row[NAMES.indexOf(name)];
    return {
      eventKey: `${String(of('event_key'))}-${seed}-${at}`.slice(-52),
      eventId: of('event_id'),
      type: of('type'),
      targetUid: of('target_uid'),
      targetDocumentId: of('target_document_id'),
      targetLocale: of('target_locale'),
      occurredAt: of('occurred_at'),
      receivedAt: of('received_at'),
      visitor: of('visitor'),
      session: of('session'),
      source: of('source'),
      bot: false,
    };
  });

const rowsOf = async (knex: Knex): Promise<number> =>
  Number(((await knex(TABLES.events).count({ n: '*' })) as { n: unknown }[])[0]?.n);

/** Older rows, by the database itself: a year of a busy site, keys in order of time. */
async function fill(knex: Knex, isSqlite: boolean, rows: number): Promise<null> {
  const count = await rowsOf(knex);
  const [start, apart] = [Date.UTC(2026, 0, 1), Math.floor((200 * 86_400_000) / rows)];
  const columns =
    'event_key, event_id, type, target_uid, target_document_id, target_locale, occurred_at, received_at, visitor, session, source, bot, document_id, created_at, updated_at, published_at';
  if (isSqlite) {
    await knex.raw(
      `insert into ${TABLES.events} (${columns})
       with recursive n(i) as (select 0 union all select i + 1 from n where i < ?)
       select printf('%012x', t) || lower(hex(randomblob(20))), lower(hex(randomblob(18))), 'view', 'api::article.article',
         printf('document%016d', abs(random()) % 400), 'en', t, t, lower(hex(randomblob(16))), lower(hex(randomblob(16))),
         lower(hex(randomblob(8))), 0, lower(hex(randomblob(12))), t, t, t
       from (select ? + i * ? as t from n)`,
      [rows - count - 1, start, apart]
    );
  } else {
    await knex.raw(
      `insert into ${TABLES.events} (${columns})
       select lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0') || md5(random()::text) || substr(md5(i::text), 1, 8),
         md5(random()::text), 'view', 'api::article.article', 'document' || lpad(((random() * 399)::int)::text, 16, '0'), 'en',
         t, t, md5(random()::text), md5(random()::text), substr(md5(random()::text), 1, 16), false, substr(md5(random()::text), 1, 24), t, t, t
       from (select i, to_timestamp(?::bigint / 1000.0) at time zone 'UTC' + i * ? * interval '1 millisecond' as t
             from generate_series(0, ?::bigint) as i) as n`,
      [start, apart, rows - count - 1]
    );
    await knex.raw(`analyze ${TABLES.events}`);
  }
  return null;
}
