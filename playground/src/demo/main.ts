/**
 * Fills a database and serves it, in one process: load Strapi, do what is missing, listen.
 * Started by `scripts/demo.mjs` with the playground as its folder.
 */
import path from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';

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
import { handOver, printWelcome } from './welcome';

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
  await step('Starting Strapi and its database', () => app.load());

  // What is loaded here trains here: the plugin's own clockwork waits until then.
  await foresight(app, 'schedule').stop();

  const account = await ensureAdmin(app);
  await grantPublicReads(app);
  const token = await ensureToken(app);
  if (options.data === null) await loadWorld(app, options);
  else await loadDataSet(app, await step('Reading the data set', () => readDataSet(options.data ?? '')));

  const { nightly } = await readState(app);
  if (!nightly || options.probe) await learn(app, options.probe);
  else if (options.data !== null) await printReport(app);

  if (!options.start) {
    await handOver(app, account, token);
    return void (await app.destroy());
  }
  await foresight(app, 'schedule').start();
  if (!app.server.httpServer.listening) await app.listen();
  serving = true;
  await printWelcome(app, account, token);
}

/** The nightly job, which counts what readers did, trains, evaluates, promotes and scores; probed if asked. */
async function learn(app: Core.Strapi, probe: boolean): Promise<void> {
  const url = `http://${app.config.get('server.host')}:${app.config.get('server.port')}/_health`;
  if (probe) await app.listen();
  const idle = probe ? await step('Probing the idle server', () => probeFor(url, IDLE_PROBE_MS)) : null;
  const stop = probe ? startProbe(url) : null;
  const ms = await step('Nightly job: counting, training, evaluation, promotion, scoring', (tick) =>
    runNightly(app, tick)
  );
  const busy = stop ? await stop() : null;
  await keepState(app, { nightly: true });
  await printReport(app);
  say(`  The nightly job took ${(ms / 1000).toFixed(1)} s.`);
  if (idle && busy && !printProbe(idle, busy, ms)) process.exitCode = 1;
}

async function probeFor(url: string, ms: number) {
  const stop = startProbe(url);
  await new Promise((resolve) => setTimeout(resolve, ms));
  return stop();
}

let serving = false;
// While loading, every step so far is committed and none is half done: there is nothing to wait for. Once it serves,
// Strapi ends in its own order.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    if (serving) return;
    say('\nStopped. The same command goes on where this one stopped.');
    process.exit(130);
  });
}

main().then(
  () => (demoOptions().start ? undefined : process.exit()),
  (error: unknown) => {
    say('');
    say(`Failed: ${error instanceof Error ? error.message : String(error)}`);
    say('What was loaded so far is kept: the same command goes on where this one stopped. --reset begins anew.');
    if (process.env['DEMO_LOG']) console.error(error);
    process.exit(1);
  }
);
