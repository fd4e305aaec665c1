/**
 * As much of a site as taking events in needs, over HTTP and on a scratch database, without the seconds Strapi takes to
 * start: the plugin's own middleware and services, and a list of documents in the place of Strapi's.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Core } from '@strapi/strapi';
import Koa from 'koa';
import type { Knex } from 'knex';

import { configSchema } from '../../server/src/config/schema';
import type { CollectResult } from '../../server/src/services/ingest/result';
import { targetId, type TargetKey } from '../../server/src/core/target';
import { ingestMiddleware } from '../../server/src/middlewares/ingest';
import { ingest } from '../../server/src/services/ingest';
import { intake } from '../../server/src/services/intake';
import { keys } from '../../server/src/services/keys';
import { quarantine } from '../../server/src/services/quarantine';
import { refusals } from '../../server/src/services/refusals';
import { visitors } from '../../server/src/services/visitors';
import { storeTask, type StorePayload } from '../../server/src/worker/tasks/store';
import { pluginHost } from '../conformance/plugin-host';
import { ENGINES, type Engine, type ScratchDatabase } from '../conformance/scratch-database';

export const PATH = '/api/foresight/events';
export const ARTICLE = 'api::article.article';
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export interface Posted {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly data: CollectResult | null;
  readonly code: string | null;
}

export interface IngestSite {
  readonly strapi: Core.Strapi;
  readonly knex: Knex;
  readonly database: ScratchDatabase;
  readonly key: string;
  readonly ingest: ReturnType<typeof ingest>;
  readonly intake: ReturnType<typeof intake>;
  readonly keys: ReturnType<typeof keys>;
  readonly quarantine: ReturnType<typeof quarantine>;
  readonly refusals: ReturnType<typeof refusals>;
  /** Documents that are published; a test adds and removes. */
  readonly published: Set<string>;
  /** Milliseconds since 1970; the site's clock stands still until a test moves it. */
  clock: { at: number };
  /** What the thread that stores fails with; null while it works. */
  thread: { error: Error | null };
  /** Where it listens, on loopback. */
  readonly port: number;
  /** POST (or OPTIONS) from an address; a text is sent as it is. With an Authorization header: as a server with a token. */
  send(body: unknown, from?: SendFrom): Promise<Posted>;
  stop(): Promise<void>;
}

export interface SendFrom {
  readonly address?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An event of a browser about a document; ids in order, so that a test can be told apart from itself. */
let lastId = 0;
export const view = (documentId: string, more: object = {}): object => ({
  eventId: `ingest-site-${String(++lastId).padStart(12, '0')}`,
  type: 'view',
  documentId,
  ...more,
});

export const articleKey = (documentId: string): TargetKey => ({ uid: ARTICLE, documentId, locale: 'en' });

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export async function openIngestSite(documents: readonly string[], engine: Engine = ENGINES[0]!): Promise<IngestSite> {
  const database = await engine.open();
  const { knex } = database;
  const published = new Set(documents);
  const clock = { at: Date.UTC(2026, 5, 1, 12, 0, 30) };
  const thread: IngestSite['thread'] = { error: null };
  const isPublished = ({ documentId }: TargetKey) => published.has(documentId);
  const config = configSchema.parse({ trustedProxies: ['127.0.0.1'] });
  const client = engine.name === 'SQLite' ? 'sqlite' : 'postgres';
  const settingOf = (name: string, otherwise: unknown) => (name === 'database.connection.client' ? client : otherwise);
  const services = (host: Core.Strapi) => ({
    settings: { get: () => config, isActive: () => true },
    clock: { now: () => new Date(clock.at), system: () => clock.at },
    processes: { siteCount: () => 1 },
    publications: {
      isPublished,
      lookUp: async (asked: readonly TargetKey[]) => new Set(asked.filter(isPublished).map(targetId)),
    },
    watch: { types: () => [{ uid: ARTICLE, localized: true }], defaultLocale: () => 'en' },
    visitors: visitors({ strapi: host }),
    ingest: ingest({ strapi: host }),
    intake: intake({ strapi: host }),
    keys: keys({ strapi: host }),
    quarantine: quarantine({ strapi: host }),
    refusals: refusals({ strapi: host }),
    // What the thread that stores does, without the thread.
    workers: {
      run: (_: 'store', payload: StorePayload) =>
        thread.error === null ? storeTask(payload, { knex }) : Promise.reject(thread.error),
    },
  });
  const strapi = pluginHost(engine, knex, (host) => services(Object.assign(host, { config: { get: settingOf } })));
  Object.assign(strapi.log, { http: () => undefined });
  const service = <T>(name: string) => strapi.plugin('foresight').service(name) as T;
  await service<IngestSite['keys']>('keys').load();
  const [first] = await service<IngestSite['keys']>('keys').list();

  const app = new Koa();
  app.use(ingestMiddleware(strapi));
  // What goes on to Strapi's route, which checks the token.
  app.use(async (ctx) => {
    const body: unknown = JSON.parse(await textOf(ctx.req));
    const source = { address: ctx.ip, userAgent: ctx.get('user-agent') };
    ctx.body = { data: await service<IngestSite['ingest']>('ingest').receive({ body, trusted: true, source }) };
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });

  const send = (body: unknown, { address, method = 'POST', headers = {} }: SendFrom = {}): Promise<Posted> =>
    new Promise((resolve, reject) => {
      const sent = http.request(
        {
          agent,
          port,
          host: '127.0.0.1',
          path: PATH,
          method,
          headers: {
            'User-Agent': BROWSER,
            ...(address === undefined ? {} : { 'X-Forwarded-For': address }),
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const said = text === '' ? {} : (JSON.parse(text) as Record<string, never>);
            const error = said['error'] as { details?: { code?: string } } | undefined;
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              data: (said['data'] ?? null) as CollectResult | null,
              code: error?.details?.code ?? null,
            });
          });
        }
      );
      sent.on('error', reject);
      sent.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });

  return {
    strapi,
    knex,
    database,
    port,
    key: first?.publishableKey ?? '',
    ingest: service('ingest'),
    intake: service('intake'),
    keys: service('keys'),
    quarantine: service('quarantine'),
    refusals: service('refusals'),
    published,
    clock,
    thread,
    send,
    async stop() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await service<IngestSite['ingest']>('ingest').drain();
      await database.close();
    },
  };
}
