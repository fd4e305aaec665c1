/** A site with readers: serves pages that load the tracker, takes what it sends, and fails when it is told to. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

export interface ReaderEvent {
  readonly eventId: string;
  readonly type: string;
  readonly name?: string;
  readonly documentId?: string;
  readonly locale?: string;
  readonly url?: string;
  readonly value?: number;
  readonly visitorId?: string;
  readonly consent?: boolean;
  readonly referrer?: string;
  readonly campaign?: boolean;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface Received {
  readonly contentType: string;
  readonly bytes: number;
  readonly key: string;
  readonly events: readonly ReaderEvent[];
  readonly status: number;
}

export interface ReaderSite {
  readonly origin: string;
  /** Every request with events, refused ones included. */
  readonly received: Received[];
  /** Each event once, in the order they came in. */
  events(type?: string): ReaderEvent[];
  /** What the next requests are answered with; 200 after that. */
  answer(...statuses: number[]): void;
  /** The page at every address from here on, or at one. */
  show(html: string, at?: string): void;
  close(): Promise<void>;
}

const SCRIPT = path.resolve(__dirname, '../../../dist/tracker/tracker.js');

const EVERYWHERE = '*';

/** A page about an article, with the tracker as a site would load it. */
export const pageOf = (body: string, { html = '', script = '' } = {}): string =>
  `<!doctype html><html ${html}><head><meta charset="utf-8"><title>Page</title>
<script src="/api/foresight/tracker.js" data-key="fpk_key_of_the_tests" ${script} defer></script></head>
<body style="margin:0">${body}</body></html>`;

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

export const startReaderSite = async (): Promise<ReaderSite> => {
  const script = readFileSync(SCRIPT);
  const pages = new Map<string, string>();
  let statuses: number[] = [];
  const received: Received[] = [];

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await read(request);
    const status = statuses.shift() ?? 200;
    const contentType = request.headers['content-type'] ?? '';
    received.push({ contentType, bytes: Buffer.byteLength(text), status, ...JSON.parse(text) });
    response.writeHead(status, { 'Access-Control-Allow-Origin': '*' }).end('{}');
  };

  const server = createServer((request, response) => {
    if (request.url?.endsWith('/events')) return void take(request, response);
    const isScript = request.url?.includes('/tracker.js');
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    const [at = ''] = request.url?.split('?') ?? [];
    response.end(isScript ? script : (pages.get(at) ?? pages.get(EVERYWHERE)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    events(type) {
      const taken = received.filter(({ status }) => status === 200).flatMap(({ events }) => events);
      const once = [...new Map(taken.map((event) => [event.eventId, event])).values()];
      return type === undefined ? once : once.filter((event) => event.type === type);
    },
    answer: (...given) => void (statuses = given),
    show: (html, at = EVERYWHERE) => void pages.set(at, html),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
