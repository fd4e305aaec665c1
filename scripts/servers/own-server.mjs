/**
 * A server that this script starts, stops and kills. It runs in a process group of its own, so that Ctrl-C in a terminal
 * reaches the script only, which ends things in their order. What a script that was itself killed left behind is found
 * by a pid file and ended at the next start in the same folder.
 */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { freePort } from './ports.mjs';

const START_MS = 60_000;
const STOP_MS = 30_000;
const POLL_MS = 25;
/** Ports tried when others take them between our look and the server's. */
const PORTS_TRIED = 3;
const SHOWN_LINES = 15;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Servers that run now; whatever ends this script ends them. */
const running = new Set();
let watching = false;

const endAll = () => {
  for (const server of running) server.killNow();
};

const watchOwnEnd = () => {
  if (watching) return;
  watching = true;
  process.on('exit', endAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Whoever else listens to the signal ends the script in its own way.
    process.on(signal, () => process.listenerCount(signal) === 1 && process.exit(130));
  }
};

const commandOf = (pid) => {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
};

export const lastLines = (file, count = SHOWN_LINES) =>
  existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';

/**
 * @param name       for messages
 * @param folder     where it keeps its data, log and pid file
 * @param port       or undefined: a free one, kept over restarts
 * @param user       `{ uid, gid }` to run as, or undefined
 * @param command    (port) => [program, ...arguments]
 * @param mark       (port) => text that its command line in `ps` contains
 * @param prepare    called before every start
 * @param isReady    (port, pid) => whether it answers
 * @param signals    how it stops: { fast, immediate }
 * @param transient  lines of its log after which another try may well work
 * @param address    (port, database) => URL
 */
export const ownServer = ({
  name,
  folder,
  port,
  user,
  command,
  mark,
  prepare,
  isReady,
  signals,
  transient,
  address,
}) => {
  const logFile = path.join(folder, 'server.log');
  const pidFile = path.join(folder, 'server.pid');
  let child = null;
  let ended = Promise.resolve();

  const endLeftOver = async () => {
    if (!existsSync(pidFile)) return;
    const kept = JSON.parse(readFileSync(pidFile, 'utf8'));
    rmSync(pidFile, { force: true });
    const isOurs = () => commandOf(kept.pid).includes(mark(kept.port));
    if (!isOurs()) return;
    process.kill(kept.pid, signals.immediate);
    for (const until = Date.now() + STOP_MS; isOurs(); await pause(POLL_MS)) {
      if (Date.now() > until)
        throw new Error(`${name} of an earlier run (process ${kept.pid}) doesn't end: end it yourself`);
    }
  };

  const server = { killNow: () => child?.kill(signals.immediate) };

  /** One try; resolves with null, or with the end of its log when it ended instead of answering. */
  const launch = async () => {
    const log = openSync(logFile, 'w');
    const [program, ...args] = command(port);
    const own = spawn(program, args, { ...user, cwd: folder, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    // A script that has nothing else to do ends, and its servers with it.
    own.unref();
    child = own;
    running.add(server);
    let failure = null;
    ended = new Promise((resolve) => {
      const end = (cause) => {
        failure ??= cause;
        running.delete(server);
        if (child === own) child = null;
        resolve();
      };
      own.once('error', (error) => end(error.message));
      own.once('exit', (code, signal) => end(`ended with ${signal ?? code}`));
    });
    if (own.pid !== undefined) writeFileSync(pidFile, JSON.stringify({ pid: own.pid, port }));
    for (const until = Date.now() + START_MS; Date.now() < until; await pause(POLL_MS)) {
      if (failure !== null) return `${failure}\n${lastLines(logFile)}`;
      if (await isReady(port, own.pid)) return null;
    }
    own.kill('SIGKILL');
    return `no answer within ${START_MS / 1000} s\n${lastLines(logFile)}`;
  };

  const start = async () => {
    if (child !== null) return;
    watchOwnEnd();
    mkdirSync(folder, { recursive: true });
    await endLeftOver();
    await prepare();
    const portWasChosen = port !== undefined;
    let tried = 0;
    for (const until = Date.now() + STOP_MS; ; await pause(POLL_MS * 4)) {
      port ??= await freePort();
      const failure = await launch();
      if (failure === null) return;
      const isTaken = /address already in use/i.test(failure);
      if (isTaken && !portWasChosen && ++tried < PORTS_TRIED) port = undefined;
      else if (!transient.test(failure) || Date.now() > until) throw new Error(`${name} did not start: ${failure}`);
    }
  };

  const end = async (signal) => {
    if (child === null) return;
    const own = child;
    own.ref();
    own.kill('SIGCONT');
    own.kill(signal);
    const late = setTimeout(() => own.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
    rmSync(pidFile, { force: true });
  };

  const portNow = () => {
    if (port === undefined) throw new Error(`${name} has no port before its first start`);
    return port;
  };

  return Object.assign(server, {
    start,
    /** 'fast': connections are cut and everything is put away; 'immediate': as after a power cut, recovery at the next start. */
    stop: (how = 'fast') => end(signals[how]),
    restart: async (how = 'fast') => {
      await end(signals[how]);
      await start();
    },
    kill9: () => end('SIGKILL'),
    /** It stays, and answers nothing, until `resume`. */
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    isRunning: () => child !== null,
    /** The same over restarts. */
    port: portNow,
    url: (database) => address(portNow(), database),
    folder,
    logFile,
  });
};
