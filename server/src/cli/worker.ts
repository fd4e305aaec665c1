import { type Command, Refusal } from './command';
import { createApp, loadApp } from './load-app';

const ALIVE_MS = 2 ** 30;

/** A process that does the site's jobs and answers no requests. */
export const worker: Command = {
  name: 'worker',
  usage: '',
  summary: 'do the jobs of a site in a process of its own, without an HTTP server',
  details: [
    'Run it in the folder of the Strapi app, built, with the environment that the site has. Needs "redis" in the',
    'configuration of foresight. Start as many as you like; a job is done by one of them. Ends on SIGTERM or SIGINT,',
    'when jobs under way are done or their time (jobs.closingSeconds) is over.',
  ],

  async run(args) {
    if (args.length > 0) throw new Refusal(`worker: nothing may follow, got "${args.join(' ')}".`, 2);
    // Read by utils/process-role wherever it matters what this process is for.
    process.env['FORESIGHT_ROLE'] = 'worker';
    const toldToEnd = signalled();
    const app = await createApp(process.cwd());
    await loadApp(app);
    process.stdout.write(`foresight worker is ready (pid ${process.pid})\n`);
    // Process managers that start it over IPC wait for this word.
    process.send?.('ready');

    // The schedule's timers don't keep a process alive, nor does a connection that is lost.
    const alive = setInterval(() => undefined, ALIVE_MS);
    await toldToEnd;
    await app.destroy();
    clearInterval(alive);
    return 0;
  },
};

/** Resolves when the process is asked to end. One that is asked while it still loads ends when it is loaded. */
const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
