/**
 * Fills a database and serves it, in one process: load Strapi, do what is missing, listen.
 * Started by `scripts/demo.mjs` with the playground as its folder.
 */
import path from 'node:path';

import { createStrapi } from '@strapi/strapi';

import { readDataSet } from '../readers';
import { ensureAdmin, ensureToken, grantPublicReads } from './account';
import { foresight } from './foresight';
import { loadDataSet } from './load-data-set';
import { loadWorld } from './load-world';
import { keepState, readState } from './marker';
import { runNightly } from './nightly';
import { demoOptions } from './options';
import { printProbe, startProbe } from './probe';
import { say, step } from './progress';
import { printReport } from './report';
import { printWelcome } from './welcome';

const IDLE_PROBE_MS = 10_000;
const APP = path.resolve(__dirname, '..', '..', '..');

async function main(): Promise<void> {
  const options = demoOptions();
  const app = createStrapi({
    appDir: APP,
    distDir: path.join(APP, 'dist'),
    autoReload: false,
    serveAdminPanel: options.start,
  });
  app.log.level = process.env['DEMO_LOG'] ?? 'warn';
  // Strapi ends on SIGINT and SIGTERM by itself; what is loaded so far stays and is not repeated.
  await step('Starting Strapi and its database', () => app.load());

  await ensureAdmin(app);
  await grantPublicReads(app);
  const token = await ensureToken(app);
  if (options.data === null) await loadWorld(app, options);
  else await loadDataSet(app, await step('Reading the data set', () => readDataSet(options.data ?? '')));

  const { nightly } = await readState(app);
  let listening = false;
  if (nightly && options.probe) say('  The nightly job runs again, for the probe.');
  if (!nightly || options.probe) {
    const rolled = await step('Counting events into buckets', () => foresight(app, 'rollup').run());
    say(`    ${rolled.buckets} buckets of ${rolled.documents} documents`);
    const url = `http://${app.config.get('server.host')}:${app.config.get('server.port')}/_health`;
    if (options.probe) {
      await app.listen();
      listening = true;
    }
    const idle = options.probe ? await step('Probing the idle server', () => probeFor(url, IDLE_PROBE_MS)) : null;
    const stop = options.probe ? startProbe(url) : null;
    const ms = await step('Nightly job: training, evaluation, promotion, scoring', (tick) => runNightly(app, tick));
    const busy = stop ? await stop() : null;
    await keepState(app, { nightly: true });
    await printReport(app);
    say(`  The nightly job took ${(ms / 1000).toFixed(1)} s.`);
    if (idle && busy && !printProbe(idle, busy)) process.exitCode = 1;
  } else if (options.data !== null) await printReport(app);

  if (!options.start) return void (await app.destroy());
  if (!listening) await app.listen();
  await printWelcome(app, token);
}

async function probeFor(url: string, ms: number) {
  const stop = startProbe(url);
  await new Promise((resolve) => setTimeout(resolve, ms));
  return stop();
}

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (stopping = true));

main().then(
  () => (demoOptions().start ? undefined : process.exit()),
  (error: unknown) => {
    // Strapi closes its database on a signal; what was under way then fails, which is no news.
    if (stopping) return say('\nStopped. The same command goes on where this one stopped.');
    say('');
    say(`Failed: ${error instanceof Error ? error.message : String(error)}`);
    say('What was loaded so far is kept: the same command goes on where this one stopped. --reset begins anew.');
    if (process.env['DEMO_LOG']) console.error(error);
    process.exit(1);
  }
);
