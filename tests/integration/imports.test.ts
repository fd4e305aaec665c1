/** A site starts with its history: files of events and access logs, in the admin and by command, through the real thing. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import request from 'supertest';

import {
  type ImportPreview,
  importPreview,
  type ImportSummary,
  importSummary,
} from '../../server/src/contracts/imports';
import { TABLES } from '../../server/src/repositories/tables';
import { adminJwt } from '../helpers/credentials';
import { generateLog } from '../helpers/generated-log';
import { publishArticles, type SmallArticle, trainByHand } from '../helpers/small-site';
import { SITE_ENGINES, type SiteDatabase } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi, playground } from '../helpers/strapi';

const DAY_MS = 86_400_000;
const CONFIG = JSON.stringify({
  schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' },
  jobs: { leaseSeconds: 3 },
  import: { folder: '.tmp/imports-under-test', maxBytes: 50_000_000 },
});
const FROM = Date.UTC(2026, 2, 1);
const BY_HAND = path.resolve(__dirname, '../fixtures/import/by-hand.txt');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-import-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly code: number;
  readonly said: string;
}

/** As an operator types it in the folder of the app. */
const COMMAND = path.resolve(__dirname, '../../bin/foresight.js');
const foresight = (...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { cwd: playground, env: process.env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, said: `${stdout}${stderr}` })
    );
  });

/** Asks until there is an answer. */
async function until<T>(answer: () => Promise<T | null>, limitMs: number, everyMs = 25): Promise<T> {
  for (const end = performance.now() + limitMs; performance.now() < end;) {
    const given = await answer();
    if (given !== null) return given;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new Error(`no answer within ${limitMs} ms`);
}

const inFile = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
};

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let database: SiteDatabase;
  let booted: BootedStrapi;
  let articles: SmallArticle[];
  let jwt: string;

  const boot = async () => {
    booted = await bootStrapi({ FORESIGHT_CONFIG: CONFIG }, database);
    await trainByHand(booted);
    jwt = await adminJwt(booted.app, 'strapi-super-admin');
  };
  beforeAll(async () => {
    database = await engine.create();
    await boot();
    articles = await publishArticles(booted, { articles: 12, days: 300, now: Date.now(), seed: 7 });
  }, 120_000);
  afterAll(async () => {
    await booted.stop();
    await database.drop();
    fs.rmSync(path.join(playground, '.tmp/imports-under-test'), { recursive: true, force: true });
  });

  const knex = () => booted.app.db.connection;
  const service = <T>(name: string) => booted.app.plugin('foresight').service(name) as T;
  const ask = (method: 'get' | 'post', url: string, body?: object) => {
    const asked = request(booted.http)[method](`/foresight${url}`).set('Authorization', `Bearer ${jwt}`);
    return body === undefined ? asked : asked.send(body);
  };
  const summaryOf = async (key: string): Promise<ImportSummary> =>
    importSummary.parse((await ask('get', `/imports/${key}`)).body.data);
  const ended = (key: string) =>
    until(async () => {
      const summary = await summaryOf(key);
      return ['running', 'undoing'].includes(summary.state) ? null : summary;
    }, 60_000);
  /** Accounted for, to the last row. */
  const balanced = ({ rows, accepted, duplicate, reasons }: ImportSummary): boolean =>
    rows === accepted + duplicate + Object.values(reasons).reduce((sum, n) => sum + n, 0);

  const upload = async (name: string, bytes: Buffer, sliceBytes = 100_000): Promise<ImportSummary> => {
    const begun = await ask('post', '/imports', { name, size: bytes.length });
    expect([begun.status, begun.body.data?.state]).toEqual([201, 'uploading']);
    let summary = begun.body.data as ImportSummary;
    for (let offset = 0; offset < bytes.length; offset += sliceBytes) {
      const answer = await ask('post', `/imports/${summary.key}/bytes?offset=${offset}`).attach(
        'file',
        bytes.subarray(offset, offset + sliceBytes),
        'slice'
      );
      expect([answer.status, answer.body.error?.message]).toEqual([200, undefined]);
      summary = answer.body.data;
    }
    return summary;
  };
  const preview = async (key: string, options: object = {}): Promise<ImportPreview> =>
    importPreview.parse((await ask('post', `/imports/${key}/preview`, { options })).body.data);

  const eventsOf = async (key: string): Promise<number> =>
    Number(((await knex()(TABLES.events).where('import_key', key).count({ n: '*' }).first()) as { n: unknown }).n);
  /** "slug day" -> views, and visitors, as they are counted. */
  const counted = async () => {
    await service<{ run(o: object): Promise<unknown> }>('rollup').run({ thorough: false });
    const rows = (await knex()(TABLES.rollups).where('granularity', 'day').select('*')) as Record<string, unknown>[];
    const slugs = new Map(articles.map(({ documentId }, at) => [documentId, `article-${at}`]));
    const cells = rows
      .filter((row) => Number(row['views']) > 0)
      .map((row) => {
        const start = row['bucket_start'];
        const day = new Date(typeof start === 'number' ? start : new Date(String(start)).getTime());
        const local = typeof start === 'number' ? day : new Date(day.getTime() - day.getTimezoneOffset() * 60_000);
        const cell = `${slugs.get(String(row['target_document_id']))} ${local.toISOString().slice(0, 10)}`;
        return [cell, { views: Number(row['views']), visitors: Number(row['visitors']) }] as const;
      });
    return new Map(cells);
  };
  const removeAll = async () => {
    for (const table of [TABLES.events, TABLES.rollups, TABLES.imports, TABLES.dirtyBuckets, TABLES.ageCounters]) {
      await knex()(table).delete();
    }
    await knex()(TABLES.coverage).where('source', 'import').delete();
  };

  describe('an access log', () => {
    beforeAll(removeAll);

    it('of a few lines is counted as a person counts it', async () => {
      const { key, state } = await upload('by-hand.log', fs.readFileSync(BY_HAND), 1_000);
      expect(state).toBe('ready');
      const found = await preview(key);
      expect(found.options.format).toBe('log');
      expect(found.sample).toEqual({
        rows: 23,
        events: 9,
        reasons: { asset: 2, robot: 3, request: 5, 'unknown-url': 3, broken: 1 },
        whole: true,
      });
      expect(JSON.stringify(found)).not.toContain('203.0.113');
      expect((await ask('post', `/imports/${key}/start`, {})).status).toBe(202);
      const done = await ended(key);
      expect(done).toMatchObject({
        ...{ state: 'done', rows: 23, accepted: 9, duplicate: 0, share: 1 },
        reasons: { asset: 2, robot: 3, request: 5, 'unknown-url': 3, broken: 1 },
        unmatched: [
          ['/about', 2],
          ['/articles/of-long-ago', 1],
        ],
        ...{ firstAt: '2026-03-02T10:00:00.000Z', lastAt: '2026-03-03T00:31:00.000Z' },
      });
      expect(done.examples).toMatchObject([{ line: 20, reason: 'broken' }]);
      // 3 March 0:30 in a zone one hour ahead is still the 2nd; Ada read twice, and so did somebody on a Macintosh.
      expect([...(await counted())].sort()).toEqual([
        ['article-0 2026-03-02', { views: 5, visitors: 5 }],
        ['article-0 2026-03-03', { views: 2, visitors: 1 }],
        ['article-1 2026-03-02', { views: 2, visitors: 1 }],
      ]);
    }, 60_000);

    it('keeps how readers came and with what, and never who: no address, no browser, no salt', async () => {
      const rows = (await knex()(TABLES.events).select('*')) as Record<string, unknown>[];
      const words = (column: string) => rows.map((row) => row[column]).sort();
      expect(words('source_type')).toEqual([
        ...['campaign', 'direct', 'direct', 'direct', 'direct', 'internal', 'search', 'search', 'social'],
      ]);
      expect(new Set(words('device'))).toEqual(new Set(['desktop', 'mobile']));
      expect(
        rows.every(({ session, source, visitor }) => session === null && source === null && visitor !== null)
      ).toBe(true);
      const all = JSON.stringify([rows, await knex()(TABLES.imports).select('*')]);
      expect(all).not.toMatch(/203\.0\.113|2001:db8|Mozilla/);
      expect(await knex()(TABLES.salts).where('day', 'like', 'import:%')).toEqual([]);
    });

    it('is covered from then on, and its file is gone', async () => {
      const spans = await knex()(TABLES.coverage).where('source', 'import').select('from_ms', 'to_ms');
      expect(spans.map(({ from_ms, to_ms }) => [Number(from_ms), Number(to_ms)])).toEqual([
        [Date.UTC(2026, 2, 2, 10), Date.UTC(2026, 2, 3, 0, 31) + 1],
      ]);
      expect(fs.readdirSync(path.join(playground, '.tmp/imports-under-test'))).toEqual([]);
    });

    it('that overlaps one that was taken counts what is new in it, once', async () => {
      const lines = fs.readFileSync(BY_HAND, 'utf8').split('\n');
      const later =
        '198.51.100.1 - - [03/Mar/2026:08:00:00 +0000] "GET /articles/article-2 HTTP/1.1" 200 1 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"';
      const { key } = await upload('rotated.log.gz', gzipSync([...lines.slice(9), later].join('\n')));
      await ask('post', `/imports/${key}/start`, {});
      expect(await ended(key)).toMatchObject({ state: 'done', accepted: 1, duplicate: 5 });
    }, 60_000);

    // SQLite reads the long one; that the other database counts alike shows in a shorter one.
    const lines = engine.name === 'SQLite' ? 100_000 : 25_000;
    it(`of ${lines} lines is counted as it was written, by article and day`, async () => {
      await removeAll();
      const slugs = articles.map((_, at) => `article-${at}`);
      const log = generateLog({ lines, seed: 11, slugs, from: FROM, days: 20 });
      const { key } = await upload('access.log', Buffer.from(log.text), 4_000_000);
      expect((await ask('post', `/imports/${key}/start`, {})).status).toBe(202);
      const done = await until(async () => {
        const summary = await summaryOf(key);
        return summary.state === 'running' ? null : summary;
      }, 240_000);
      const { view, robot, asset, request: other, unmatched, broken } = log.lines;
      expect(done).toMatchObject({
        ...{ state: 'done', rows: lines, accepted: view, duplicate: 0 },
        reasons: { robot, asset, request: other, 'unknown-url': unmatched, broken },
      });
      const found = await counted();
      expect(new Map([...found].map(([cell, { views }]) => [cell, views]))).toEqual(new Map(log.views));
      const off = [...found].map(([cell, { visitors }]) => visitors - (log.visitors.get(cell)?.size ?? 0));
      expect(off.filter((difference) => difference !== 0)).toEqual([]);
    }, 300_000);
  });

  describe('a file of events', () => {
    beforeAll(removeAll);
    const at = (n: number) => new Date(FROM + n * 60_000).toISOString();

    it('is mapped by its header, changed where that is wrong, and says what each row becomes', async () => {
      const csv = [
        'when it was,seite,wer,kind,amount',
        `${at(0)},/articles/article-0,ada,pageview,`,
        `"${at(1)}",https://harbour-and-hill.example/articles/article-1?x=1,"Bo ""B""",View,3`,
        `yesterday,/articles/article-1,ada,view,`,
        `${at(2)},/nowhere,ada,view,`,
        `${at(3)},/articles/article-1,ada,dance,`,
        `${at(4)},/articles/article-1,ada,view,much`,
        `${new Date(Date.now() + DAY_MS).toISOString()},/articles/article-1,ada,view,`,
      ].join('\r\n');
      const { key } = await upload('events.csv', Buffer.from(`\ufeff${csv}`));
      const first = await preview(key);
      expect(first.columns).toEqual(['when it was', 'seite', 'wer', 'kind', 'amount']);
      expect(first.problem).toMatchObject({ code: 'COLUMN_MISSING', expected: 'a column that holds the time' });
      const refused = await ask('post', `/imports/${key}/start`, {});
      expect([refused.status, refused.body.error.details.code]).toEqual([400, 'COLUMN_MISSING']);

      const mapping = { time: 'when it was', url: 'seite', visitorId: 'wer', type: 'kind', value: 'amount' };
      const second = await preview(key, { mapping, overlap: true });
      expect(second.problem).toBeNull();
      expect(second.rows.map(({ outcome }) => outcome)).toEqual([
        ...['event', 'event', 'invalid', 'unknown-url', 'invalid', 'invalid', 'in-future'],
      ]);
      expect((await ask('post', `/imports/${key}/start`, { options: { mapping, overlap: true } })).status).toBe(202);
      const done = await ended(key);
      expect(done).toMatchObject({ state: 'done', rows: 7, accepted: 2 });
      expect(done.reasons).toEqual({ invalid: 3, 'unknown-url': 1, 'in-future': 1 });
      expect(done.examples.map(({ line, got }) => [line, got])).toEqual([
        [4, 'time: string "yesterday"'],
        [6, 'type: string "dance"'],
        [7, 'value: string "much"'],
        [8, expect.any(String)],
      ]);
      expect(balanced(done)).toBe(true);
    }, 60_000);

    it('leaves out what live tracking covers, unless it is asked for', async () => {
      const live = (n: number) =>
        `{"time":${Date.now() - n},"path":"/articles/article-3","id":"live-event-0000000${n}"}`;
      const file = inFile('live.ndjson', [live(1), live(2), 'not json'].join('\n'));
      const without = await foresight('import', file);
      expect([without.code, without.said]).toEqual([0, expect.stringMatching(/live +2\n/)]);
      const withThem = await foresight('import', file, '--overlap');
      expect([withThem.code, withThem.said]).toEqual([0, expect.stringMatching(/accepted +2\n/)]);
    }, 120_000);

    it('is taken back: events gone, hours counted anew, coverage as before, and then taken again', async () => {
      await removeAll();
      const rows = Array.from({ length: 700 }, (_, n) => `${at(n)},/articles/article-${n % 5},reader-${n % 9}`);
      const file = inFile('history.csv', ['time,url,visitor', ...rows].join('\n'));
      const brought = await foresight('import', file);
      const key = /Import (imp-\w+) begins/.exec(brought.said)?.[1] ?? '';
      expect([brought.code, await eventsOf(key)]).toEqual([0, 700]);
      expect((await counted()).size).toBe(5);
      expect(await knex()(TABLES.coverage).where('source', 'import')).toHaveLength(1);

      expect((await ask('post', `/imports/${key}/undo`)).status).toBe(200);
      expect(await ended(key)).toMatchObject({ state: 'undone', undoneEvents: 700 });
      expect(await eventsOf(key)).toBe(0);
      expect((await counted()).size).toBe(0);
      expect(await knex()(TABLES.coverage).where('source', 'import')).toEqual([]);

      const again = await foresight('import', file);
      expect(again.said).toMatch(/accepted +700\n/);
      const twice = await foresight('import', file);
      expect([twice.code, twice.said]).toEqual([0, expect.stringMatching(/known already +700\n/)]);
      expect((await counted()).size).toBe(5);

      const second = /Import (imp-\w+) begins/.exec(again.said)?.[1] ?? '';
      const undone = await foresight('import', '--undo', second);
      expect([undone.code, undone.said]).toEqual([0, expect.stringContaining('700 events of history.csv removed.')]);
      expect(await eventsOf(second)).toBe(0);
    }, 180_000);

    it('is paused and goes on, is cancelled, and one goes at a time', async () => {
      await removeAll();
      const rows = Array.from({ length: 20_000 }, (_, n) => `${at(n % 30_000)},/articles/article-${n % 5},${n}`);
      const bytes = Buffer.from(['time,url,visitor', ...rows].join('\n'));
      const { key } = await upload('long.csv', bytes, 4_000_000);
      const other = await upload('other.csv', bytes, 4_000_000);
      await ask('post', `/imports/${key}/start`, {});
      await until(async () => ((await summaryOf(key)).rows > 0 ? true : null), 30_000);
      const refused = await ask('post', `/imports/${other.key}/start`, {});
      expect([refused.status, refused.body.error.details.code]).toEqual([409, 'ALREADY_RUNNING']);
      expect((await ask('post', `/imports/${key}/pause`)).body.data.state).toBe('paused');
      const { rows: before } = await summaryOf(key);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await summaryOf(key)).rows).toBe(before);
      expect((await ask('post', `/imports/${key}/resume`)).status).toBe(200);
      const done = await ended(key);
      expect(done).toMatchObject({ state: 'done', rows: 20_000, accepted: 20_000 });
      expect(await eventsOf(key)).toBe(20_000);
      expect((await ask('post', `/imports/${other.key}/cancel`)).body.data.state).toBe('cancelled');
      expect((await ask('post', `/imports/${other.key}/start`, {})).body.error.details.code).toBe(
        'IMPORT_NOT_POSSIBLE'
      );
    }, 120_000);
  });

  describe('uploading', () => {
    it('bears a slice that comes twice, refuses a gap and what is too much, and tells what is here', async () => {
      const bytes = fs.readFileSync(BY_HAND);
      const { body } = await ask('post', '/imports', { name: '../../by-hand.log', size: bytes.length });
      const { key, fileName } = body.data as ImportSummary;
      expect(fileName).toBe('by-hand.log');
      const send = (offset: number, part: Buffer) =>
        ask('post', `/imports/${key}/bytes?offset=${offset}`).attach('file', part, 'slice');
      expect((await send(0, bytes.subarray(0, 500))).body.data.received).toBe(500);
      expect((await send(100, bytes.subarray(100, 500))).body.data.received).toBe(500);
      expect((await send(900, bytes.subarray(900))).body.error.details).toMatchObject({
        ...{ code: 'INVALID_REQUEST', path: 'offset', got: '900' },
      });
      expect((await send(0, Buffer.alloc(bytes.length + 1))).status).toBe(413);
      const refused = await ask('post', `/imports/${key}/preview`, {});
      expect([refused.status, refused.body.error.details.code]).toEqual([409, 'IMPORT_NOT_POSSIBLE']);
      expect((await send(500, bytes.subarray(500))).body.data).toMatchObject({
        state: 'ready',
        received: bytes.length,
      });
      expect((await send(500, bytes.subarray(500))).body.data.state).toBe('ready');
      const large = await ask('post', '/imports', { name: 'x.csv', size: 60_000_000 });
      expect([large.status, large.body.error.details.code]).toEqual([413, 'BODY_TOO_LARGE']);
      await ask('post', `/imports/${key}/cancel`);
    });

    it('goes on after a restart of the site, by itself, to the same result', async () => {
      await removeAll();
      const slugs = articles.map((_, at) => `article-${at}`);
      const log = generateLog({ lines: 25_000, seed: 3, slugs, from: FROM, days: 5 });
      const { key } = await upload('restart.log.gz', gzipSync(log.text), 4_000_000);
      await ask('post', `/imports/${key}/start`, {});
      await until(async () => ((await summaryOf(key)).rows > 0 ? true : null), 30_000);
      await booted.stop();
      await boot();
      const done = await ended(key);
      expect(done).toMatchObject({ state: 'done', rows: 25_000, accepted: log.lines.view, duplicate: 0 });
      const found = await counted();
      expect(new Map([...found].map(([cell, { views }]) => [cell, views]))).toEqual(new Map(log.views));
      const off = [...found].map(([cell, { visitors }]) => visitors - (log.visitors.get(cell)?.size ?? 0));
      expect(off.filter((difference) => difference !== 0)).toEqual([]);
    }, 180_000);
  });

  describe('a process that is killed', () => {
    const exited = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
      new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));

    it('leaves every row to be counted exactly once by who types the command again', async () => {
      await removeAll();
      const total = 30_000;
      // Equal rows are many readers; a kill in the middle must not make two of one, nor one of two.
      const rows = Array.from({ length: total }, (_, n) => {
        const minute = Math.floor(n / 20);
        return `${new Date(FROM + minute * 60_000).toISOString()},/articles/article-${Math.floor(n / 4) % 5}`;
      });
      const file = inFile(`kill-${engine.name}.csv`, ['time,url', ...rows].join('\n'));
      const rowsDone = async () => {
        const [row] = (await knex()(TABLES.imports).select('progress')) as { progress: string }[];
        return row === undefined ? 0 : (JSON.parse(row.progress) as { tally: { rows: number } }).tally.rows;
      };
      const seen: number[] = [];
      for (const beyond of [1, 12_000]) {
        const child = spawn(process.execPath, [COMMAND, 'import', file], {
          ...{ cwd: playground, env: process.env, stdio: 'ignore' as const },
        });
        const end = exited(child);
        await until(async () => ((await rowsDone()) >= beyond ? true : null), 90_000, 5);
        child.kill('SIGKILL');
        expect(await end).toBe('SIGKILL');
        seen.push(await rowsDone());
      }
      expect(seen.every((done) => done > 0 && done < total)).toBe(true);
      const last = await foresight('import', file);
      expect([last.code, last.said]).toEqual([0, expect.stringContaining('Goes on behind row')]);
      expect(last.said).toMatch(/accepted +30,000\n/);
      const [{ import_key: key }] = (await knex()(TABLES.imports).select('import_key')) as [{ import_key: string }];
      const summary = await summaryOf(key);
      expect(summary).toMatchObject({ state: 'done', rows: total, accepted: total, duplicate: 0, reasons: {} });
      expect(await eventsOf(key)).toBe(total);
    }, 300_000);
  });

  if (engine.name === 'SQLite') {
    describe('a wrong file', () => {
      const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(50)]);
      it.each<[string, string | Buffer, string, string]>([
        ['an image', png, 'UNREADABLE_FILE', 'a PNG image'],
        ['a zip', Buffer.from('PK\x03\x04xx'), 'UNREADABLE_FILE', 'a zip archive or a spreadsheet (.xlsx, .ods)'],
        ['UTF-16', Buffer.from('\ufefftime,url\n1,2', 'utf16le'), 'UNREADABLE_FILE', 'text in UTF-16'],
        ['binary', Buffer.from(`abc\0${'x'.repeat(50)}`), 'UNREADABLE_FILE', 'a binary file'],
        [
          'broken gzip',
          gzipSync('time,url\n'.repeat(999)).subarray(0, 40),
          'UNREADABLE_FILE',
          'a gzip file that ends in the middle',
        ],
        ['a JSON array', '[{"time":1}]', 'UNREADABLE_FILE', 'a JSON array'],
        [
          'another log',
          '2026/11/22 03:00:00 [error] 1#0: x, client: 203.0.113.5\n',
          'UNREADABLE_FILE',
          'a log of another format',
        ],
      ])('is refused, with what came and what was expected: %s', async (name, content, code, got) => {
        const { key } = await upload(name, Buffer.from(content));
        const { status, body } = await ask('post', `/imports/${key}/preview`, {});
        expect([status, body.error.details]).toEqual([
          400,
          { code, got: expect.stringContaining(got), expected: expect.any(String) },
        ]);
        expect((await ask('post', `/imports/${key}/start`, {})).body.error.details.code).toBe(code);
        await ask('post', `/imports/${key}/cancel`);
      });

      it('is refused before anything is sent where it is empty', async () => {
        const { body } = await ask('post', '/imports', { name: 'empty.csv', size: 0 });
        expect(body.error.details).toMatchObject({ code: 'UNREADABLE_FILE', got: 'an empty file' });
      });

      it('is refused by the command as well, which knows models and says how to bring one in', async () => {
        const model = await foresight('import', inFile('x.model', 'FORESITE and so on'));
        expect([model.code, model.said]).toEqual([2, expect.stringContaining('npx foresight import-model')]);
        const none = await foresight('import', inFile('columns.csv', 'a,b\n1,2\n'));
        expect([none.code, none.said]).toEqual([
          2,
          expect.stringContaining('COLUMN_MISSING: expected a column that holds the time'),
        ]);
        const image = await foresight('import', inFile('x.png', png));
        expect([image.code, image.said]).toEqual([1, expect.stringContaining('got a PNG image')]);
        expect((await foresight('import')).code).toBe(2);
        expect((await foresight('import', 'nothing.csv')).said).toContain('there is no file');
        expect((await foresight('export', 'x')).said).toContain('export-model');
      }, 120_000);
    });
  }
});
