import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import type { FromSite, Order } from './orders';

const START_MS = 90_000;
const STOP_MS = 30_000;
const SHOWN_LINES = 25;

export interface MemberOptions {
  readonly name: string;
  readonly role: 'site' | 'worker';
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Where its log and its clock lie. */
  readonly folder: string;
}

/** One process of a cluster. A site answers requests, a worker does jobs only; both take orders. */
export interface Member {
  readonly name: string;
  readonly role: 'site' | 'worker';
  readonly url: string;
  /** Changes with every start and every end: what was seen across a change was seen of a process that died. */
  readonly life: () => number;
  isUp(): boolean;
  pid(): number | null;
  /** Resolves once it answers. */
  start(): Promise<void>;
  kill9(): Promise<void>;
  /** As an operator stops it; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Call a method of one of the plugin's services in that process. */
  call<T>(service: string, method: string, ...args: unknown[]): Promise<T>;
  /** Call an exported function of a TypeScript file in that process; it gets the booted Strapi first. */
  run<T>(file: string, name: string, ...args: unknown[]): Promise<T>;
  /** Put its clock ahead by so many milliseconds, or behind. */
  shiftClock(ms: number): void;
  /** The end of its log. */
  lastLines(): string;
  readonly logFile: string;
  /** A task's name in it makes the next thread with that task run out of memory. */
  readonly hoardFile: string;
}

type Pending = { resolve(value: unknown): void; reject(error: Error): void };

/** An error that a process of the cluster answered with, under its code. */
class MemberError extends Error {
  constructor(
    message: string,
    readonly code: string | null
  ) {
    super(message);
  }
}

export function createMember({ name, role, port, env, folder }: MemberOptions): Member {
  const logFile = path.join(folder, `${name}.log`);
  const clockFile = path.join(folder, `${name}.clock`);
  const hoardFile = path.join(folder, `${name}.hoard`);
  let child: ChildProcess | null = null;
  let isUp = false;
  let life = 0;
  let lastId = 0;
  let ended: Promise<number | null> = Promise.resolve(null);
  const pending = new Map<number, Pending>();

  const lastLines = (): string =>
    fs.existsSync(logFile) ? fs.readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES).join('\n') : '';
  const failure = (what: string): Error => new Error(`${name} ${what}; the end of its log:\n${lastLines()}`);

  const onEnd = (): void => {
    child = null;
    isUp = false;
    life++;
    for (const { reject } of pending.values()) reject(new Error(`${name} died before it answered`));
    pending.clear();
  };

  const settle = (message: FromSite): void => {
    if (message === 'ready' || !('id' in message)) return;
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if ('error' in message) waiting?.reject(new MemberError(message.error.message, message.error.code));
    else waiting?.resolve(message.result);
  };

  const launch = (): ChildProcess => {
    if (fs.existsSync(logFile)) fs.renameSync(logFile, `${logFile}.before`);
    const log = fs.openSync(logFile, 'w');
    const own = fork(path.join(__dirname, `${role}-process.cjs`), [], {
      cwd: folder,
      env: {
        ...process.env,
        ...env,
        PORT: String(port),
        FORESIGHT_CLOCK_FILE: clockFile,
        FORESIGHT_HOARD_FILE: hoardFile,
      },
      execArgv: ['--require', path.join(__dirname, 'preload.cjs')],
      serialization: 'advanced',
      stdio: ['ignore', log, log, 'ipc'],
      // Ctrl-C in a terminal reaches the harness only, which ends its processes.
      detached: true,
    });
    fs.closeSync(log);
    return own;
  };

  const start = async (): Promise<void> => {
    if (child !== null) throw new Error(`${name} runs already`);
    const own = launch();
    child = own;
    life++;
    ended = new Promise((resolve) =>
      own.once('exit', (code) => {
        onEnd();
        resolve(code);
      })
    );
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        own.kill('SIGKILL');
        reject(failure(`was not ready within ${START_MS / 1000} s`));
      }, START_MS);
      own.once('error', reject);
      own.once('exit', (code, signal) => {
        clearTimeout(late);
        reject(failure(`ended with ${signal ?? code} before it was ready`));
      });
      own.on('message', (message: FromSite) => {
        if (message !== 'ready' && !('ready' in message)) return settle(message);
        clearTimeout(late);
        isUp = true;
        resolve();
      });
    });
  };

  const send = (order: Omit<Order, 'id'>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (child === null || !isUp) return reject(new Error(`${name} does not run`));
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      child.send({ ...order, id });
    });

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child === null) return null;
    const own = child;
    isUp = false;
    life++;
    own.kill(signal);
    const late = setTimeout(() => own.kill('SIGKILL'), STOP_MS);
    const code = await ended;
    clearTimeout(late);
    return code;
  };

  return {
    name,
    role,
    url: `http://127.0.0.1:${port}`,
    life: () => life,
    isUp: () => isUp,
    pid: () => child?.pid ?? null,
    start,
    kill9: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    call: <T>(service: string, method: string, ...args: unknown[]) =>
      send({ service, method, args } as Omit<Order, 'id'>) as Promise<T>,
    run: <T>(file: string, exported: string, ...args: unknown[]) =>
      send({ file, name: exported, args } as Omit<Order, 'id'>) as Promise<T>,
    shiftClock: (ms) => fs.writeFileSync(clockFile, String(ms)),
    lastLines,
    logFile,
    hoardFile,
  };
}
