/** A model version is carried from one environment to another as a file. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import request from 'supertest';

import type { ImportAnswer, ModelSummary } from '../../server/src/contracts/admin';
import { decodeVersionFile, encodeVersionFile } from '../../server/src/core/artifact';
import { TABLES } from '../../server/src/repositories/tables';
import { adminJwt, apiToken } from '../helpers/credentials';
import { train } from '../helpers/runs';
import { cover, DAY_MS, publishArticles, sendEvents, trainByHand, viewsOf } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi, playground } from '../helpers/strapi';

const DAYS = 90;
const CONFIG = { ranker: { nEstimators: 30 }, schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' } };

let booted: BootedStrapi;
let jwt: string;
let file: Buffer;

const bearer = () => `Bearer ${jwt}`;
const exported = (reference: string) =>
  request(booted.http)
    .get(`/foresight/models/${reference}/export`)
    .set('Authorization', bearer())
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
const imported = (bytes: Buffer | Uint8Array) =>
  request(booted.http)
    .post('/foresight/models/import')
    .set('Authorization', bearer())
    .attach('file', Buffer.from(bytes), 'foresight-ranker-1.model');
const versions = async (): Promise<ModelSummary[]> => {
  const { body } = await request(booted.http).get('/foresight/models?kind=ranker').set('Authorization', bearer());
  return body.data;
};
/** As in an environment that never trained. */
const forgetModels = async (): Promise<void> => {
  const knex = booted.app.db.connection;
  await knex(TABLES.artifactChunks).delete();
  await knex(TABLES.modelVersions).delete();
  await knex(TABLES.predictions).delete();
};

beforeAll(async () => {
  booted = await bootStrapi({ FORESIGHT_CONFIG: JSON.stringify(CONFIG) });
  jwt = await adminJwt(booted.app, 'strapi-super-admin');
  const now = Date.now();
  await trainByHand(booted);
  const articles = await publishArticles(booted, { articles: 150, days: DAYS, now, seed: 7 });
  await cover(booted.app, now - (DAYS + 5) * DAY_MS, now);
  await sendEvents(booted, viewsOf(articles, now, 11));
  expect((await train(booted, jwt)).run.status).toBe('succeeded');
}, 120_000);
afterAll(() => booted.stop());

it('is saved under its name, with a checksum and all that is known of it', async () => {
  const answer = await exported('ranker@live');
  expect(answer.status).toBe(200);
  expect(answer.headers['content-disposition']).toBe('attachment; filename="foresight-ranker-1.model"');
  file = answer.body as Buffer;
  const { version } = decodeVersionFile(file);
  expect(version).toMatchObject({ kind: 'ranker', modelVersion: 'ranker-1' });
  expect(['forest', 'boosting']).toContain(version.algorithm);
  expect((await exported('ranker@candidate')).status).toBe(404);
});

it('is known again where it comes from', async () => {
  const { status, body } = await imported(file);
  expect([status, body.meta, body.data.modelVersion]).toEqual([200, { isNew: false }, 'ranker-1']);
  expect(await versions()).toHaveLength(1);
});

it('arrives elsewhere as a candidate, with its report, and answers from the moment it is made live', async () => {
  const token = await apiToken(booted.app, 'read-only');
  const [before] = await versions();
  await forgetModels();
  const reason = { reason: 'to begin anew' };
  await request(booted.http)
    .post('/foresight/models/kinds/ranker/roll-back')
    .set('Authorization', bearer())
    .send(reason);

  const { status, body } = await imported(file);
  const answer = body as ImportAnswer;
  expect([status, answer.meta.isNew, answer.data.status]).toEqual([201, true, 'candidate']);
  expect(answer.data).toMatchObject({ headline: before?.headline, decisionCode: 'imported', alias: 'candidate' });
  const rankings = () =>
    request(booted.http).get('/api/foresight/rankings?limit=100').set('Authorization', `Bearer ${token}`);

  const promoted = await request(booted.http)
    .post('/foresight/models/ranker@candidate/promote')
    .set('Authorization', bearer())
    .send(reason);
  expect(promoted.status).toBe(200);
  const answered = await rankings();
  expect(answered.body.meta.modelVersion).toBe('ranker-1');
  expect(answered.body.data.every((item: { modelVersion: string }) => item.modelVersion === 'ranker-1')).toBe(true);
});

it('is refused when it was damaged, is something else, or is not there, and nothing changes', async () => {
  const before = await versions();
  const codeOf = async (bytes: Buffer | Uint8Array) => {
    const { status, body } = await imported(bytes);
    return [status, body.error.details.code];
  };
  const damaged = Buffer.from(file);
  damaged[damaged.length >> 1]! ^= 1;
  expect(await codeOf(damaged)).toEqual([409, 'ARTIFACT_CORRUPT']);
  expect(await codeOf(file.subarray(0, 1_000))).toEqual([409, 'ARTIFACT_CORRUPT']);
  expect(await codeOf(Buffer.from('not a model'))).toEqual([409, 'ARTIFACT_CORRUPT']);
  const { version, artifact } = decodeVersionFile(file);
  expect(await codeOf(encodeVersionFile({ version: { ...version, kind: 'topic' }, artifact }))).toEqual([
    409,
    'ARTIFACT_CORRUPT',
  ]);
  expect(await codeOf(encodeVersionFile({ version: { kind: 'ranker' }, artifact }))).toEqual([409, 'ARTIFACT_CORRUPT']);

  const none = await request(booted.http).post('/foresight/models/import').set('Authorization', bearer()).send({});
  expect([none.status, none.body.error.details.code]).toEqual([400, 'INVALID_REQUEST']);
  expect(await versions()).toEqual(before);
});

describe('npx foresight', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-files-'));
  const saved = path.join(folder, 'live.model');
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** As an operator types it in the folder of the app, while the site runs. */
  const foresight = (...args: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const command = path.resolve(__dirname, '../../bin/foresight.js');
      execFile(process.execPath, [command, ...args], { cwd: playground, env: process.env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: `${stdout}${stderr}` })
      );
    });

  it('saves a version as a file and takes it in, as the admin does, and leaves the site alone', async () => {
    const out = await foresight('export-model', 'ranker@live', saved);
    expect([out.code, out.said]).toEqual([0, expect.stringContaining(`ranker@live is saved as ${saved}`)]);
    expect(decodeVersionFile(fs.readFileSync(saved)).artifact).toEqual(decodeVersionFile(file).artifact);
    expect(await foresight('import-model', saved)).toMatchObject({
      code: 0,
      said: expect.stringContaining('it is here already: ranker-1'),
    });
    expect(await booted.app.db.connection(TABLES.processes).count({ n: '*' })).toMatchObject([{ n: 1 }]);
  });

  it('says what it can not do, and what it was not asked rightly', async () => {
    expect(await foresight('export-model', 'ranker@previous')).toMatchObject({
      code: 1,
      said: expect.stringContaining('got ranker@previous'),
    });
    expect((await foresight('export-model')).code).toBe(2);
    expect(await foresight('import-model', path.join(folder, 'nothing.model'))).toMatchObject({
      code: 2,
      said: expect.stringContaining('no such file'),
    });
  });
});
