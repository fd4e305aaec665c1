import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { playground } from '../lib.mjs';
import { passOn, sayAs } from './lines.mjs';

const leash = path.join(path.dirname(fileURLToPath(import.meta.url)), 'ends-with-parent.cjs');
const START_MS = 120_000;
/** Longer than a process may take to end in its own order (jobs.closingSeconds). */
const STOP_MS = 20_000;
const POLL_MS = 100;

const answers = async (url) => {
  try {
    return (await fetch(`${url}/_health`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/**
 * One process of the cluster, started as an operator starts it, in the playground's folder. It is never restarted by
 * itself: what happens then is what the cluster is there to show.
 *
 * @param url  of a site, which is ready when it answers there; a worker says so itself
 */
export const clusterProcess = ({ name, args, env, url }) => {
  let child = null;
  let ended = Promise.resolve();
  let isAsked = false;

  const start = async () => {
    if (child !== null) return;
    isAsked = false;
    // In a process group of its own: Ctrl-C in the terminal is for the script, which ends everything in order.
    const own = spawn(process.execPath, ['--require', leash, ...args], {
      cwd: playground,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    child = own;
    passOn(name, own);
    let saidSo = false;
    own.on('message', (message) => (saidSo ||= message === 'ready'));
    ended = new Promise((resolve) =>
      own.once('exit', (code, signal) => {
        child = null;
        if (!isAsked) sayAs(name, `ended with ${signal ?? code}: type "${name}" and Enter to start it again`);
        resolve();
      })
    );
    for (const until = Date.now() + START_MS; ; await new Promise((resolve) => setTimeout(resolve, POLL_MS))) {
      if (child !== own) throw new Error(`${name} ended before it was ready`);
      if (url === undefined ? saidSo : await answers(url)) return;
      if (Date.now() > until) throw new Error(`${name} was not ready within ${START_MS / 1000} s`);
    }
  };

  return {
    name,
    url,
    start,
    isUp: () => child !== null,
    pid: () => child?.pid ?? null,
    async stop() {
      if (child === null) return;
      const own = child;
      isAsked = true;
      own.kill('SIGTERM');
      const late = setTimeout(() => own.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(late);
    },
    kill: () => void child?.kill('SIGKILL'),
  };
};
