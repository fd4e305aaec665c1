import { batchesOf, together, withIds } from './batches';
import { exportAll, type ExportPage } from './export-all';
import { type Connection, request } from './request';
import type {
  Classification,
  ClassifyQuestion,
  Health,
  Prediction,
  PredictionQuery,
  Rankings,
  RankingsQuery,
  ReaderEvent,
  SentEvents,
  TrackerFacts,
  VisitorErasure,
  VisitorExport,
  WhatIf,
  WhatIfQuestion,
} from './types';

export interface ClientOptions {
  /** Where Strapi answers: `https://cms.example.org`. */
  readonly url: string;
  /** Strapi's `api.rest.prefix`. Default: "/api". */
  readonly prefix?: string;
  /** An API token, for what needs permissions. Never in a browser. */
  readonly token?: string;
  /** A publishable key: with it, events are sent as a browser sends them, whether or not there is a token. */
  readonly key?: string;
  /** Further tries after 429, 502, 503, 504 and no answer. Default: 3. */
  readonly retries?: number;
  /** How long one try may take, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number;
  /** Wait before the second try; it doubles with each. Default: 250. */
  readonly firstWaitMs?: number;
  /** Longest wait; a server that asks for a longer one is not asked again. Default: 30,000. */
  readonly longestWaitMs?: number;
  /** Default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Of one call. */
export interface CallOptions {
  /** Ends the call, its waits included, with a ForesightError of code ABORTED. */
  readonly signal?: AbortSignal;
}

/** Every endpoint of the REST API. Whatever goes wrong is thrown as a `ForesightError`. */
export interface ForesightClient {
  /**
   * POST /events, as many as there are: sent in batches, one after the other, each counted once however often it is
   * tried. What single events were refused for stands in `errors`; it is no error of the call.
   */
  sendEvents(events: readonly ReaderEvent[], options?: CallOptions): Promise<SentEvents>;
  /** GET /rankings */
  rankings(query?: RankingsQuery, options?: CallOptions): Promise<Rankings>;
  /** GET /predictions/:documentId */
  prediction(documentId: string, query?: PredictionQuery, options?: CallOptions): Promise<Prediction>;
  /** POST /what-if */
  whatIf(question: WhatIfQuestion, options?: CallOptions): Promise<WhatIf>;
  /** POST /classify */
  classify(question: ClassifyQuestion, options?: CallOptions): Promise<Classification>;
  /** POST /visitors/export, page after page: all that is kept of a visitor whose id your site gave. */
  exportVisitor(visitorId: string, options?: CallOptions): Promise<VisitorExport>;
  /** POST /visitors/erase. It can't be undone. Asked again while it is under way, it is the same one. */
  eraseVisitor(visitorId: string, options?: CallOptions): Promise<VisitorErasure>;
  /** GET /visitors/erasures/:erasureId: how far it is. */
  erasure(erasureId: string, options?: CallOptions): Promise<VisitorErasure>;
  /** GET /health */
  health(options?: CallOptions): Promise<Health>;
  /** GET /tracker.json */
  tracker(options?: CallOptions): Promise<TrackerFacts>;
}

export function createClient(options: ClientOptions): ForesightClient {
  const { url, prefix = '/api', token = null, key, fetch = globalThis.fetch } = options;
  const connection: Connection = {
    root: `${url.replace(/\/+$/, '')}${prefix.replace(/\/+$/, '')}/foresight`,
    token,
    retries: options.retries ?? 3,
    timeoutMs: options.timeoutMs ?? 10_000,
    firstWaitMs: options.firstWaitMs ?? 250,
    longestWaitMs: options.longestWaitMs ?? 30_000,
    // A browser's own may be called on nothing but its window.
    fetch: (...given) => fetch(...given),
  };
  const get = <Answer>(path: string, query: object, { signal }: CallOptions = {}) =>
    request<Answer>(connection, { method: 'GET', path, query, signal });
  const post = <Answer>(path: string, body: unknown, { signal }: CallOptions = {}) =>
    request<Answer>(connection, { method: 'POST', path, body, signal });

  return {
    async sendEvents(events, { signal } = {}) {
      const sender = key === undefined ? connection : { ...connection, token: null };
      const answers: SentEvents[] = [];
      for (const batch of batchesOf(withIds(events))) {
        const body = key === undefined ? { events: batch } : { key, events: batch };
        const asked = { method: 'POST', path: '/events', body, signal } as const;
        answers.push((await request<{ data: SentEvents }>(sender, asked, saysOfEach)).data);
      }
      return together(answers);
    },
    rankings: (query = {}, call) => get<Rankings>('/rankings', query, call),
    prediction: (documentId, query = {}, call) =>
      get<Prediction>(`/predictions/${encodeURIComponent(documentId)}`, query, call),
    whatIf: (question, call) => post<WhatIf>('/what-if', question, call),
    classify: (question, call) => post<Classification>('/classify', question, call),
    exportVisitor: (visitorId, call) =>
      exportAll((after) =>
        post<ExportPage>('/visitors/export', { visitorId, ...(after === null ? {} : { after }) }, call)
      ),
    async eraseVisitor(visitorId, call) {
      return (await post<{ data: VisitorErasure }>('/visitors/erase', { visitorId }, call)).data;
    },
    async erasure(erasureId, call) {
      const path = `/visitors/erasures/${encodeURIComponent(erasureId)}`;
      return (await get<{ data: VisitorErasure }>(path, {}, call)).data;
    },
    health: (call) => get<Health>('/health', {}, call),
    tracker: (call) => get<TrackerFacts>('/tracker.json', {}, call),
  };
}

/** When every event of a batch was refused the status is 400, and the body still says what became of each. */
const saysOfEach = (body: unknown): boolean =>
  typeof (body as { data?: { received?: unknown } | null }).data?.received === 'number';
