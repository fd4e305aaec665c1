import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { ownServer } from './own-server.mjs';
import { postgresPrograms } from './programs.mjs';
import { ordinaryUser, reachableFolder } from './run-as.mjs';

/** Longest path of a socket that every system takes, with the name PostgreSQL gives it. */
const LONGEST_SOCKET_PATH = 100;

/** postmaster.pid says in its eighth line whether connections are accepted. */
const isReady = (data, pid) => {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
};

const initialise = (programs, data, user) => {
  if (existsSync(path.join(data, 'PG_VERSION'))) return;
  rmSync(data, { recursive: true, force: true });
  const { status, stderr, error } = spawnSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: path.dirname(data), encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }
  );
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
};

/**
 * A PostgreSQL of one's own: trust authentication on loopback, user `postgres`, socket inside its folder.
 *
 * @param folder  where it lives; kept between starts
 * @param fsync   false is quicker and survives everything but the end of the machine
 */
export const ownPostgres = ({ folder: wanted, port, fsync = true }) => {
  const programs = postgresPrograms();
  const user = ordinaryUser();
  const folder = reachableFolder(path.resolve(wanted), user);
  const data = path.join(folder, 'data');
  const socket = folder.length <= LONGEST_SOCKET_PATH - '/.s.PGSQL.65535'.length ? folder : '';
  const settings = [
    `unix_socket_directories=${socket}`,
    'listen_addresses=127.0.0.1',
    'max_connections=200',
    'logging_collector=off',
    'log_checkpoints=off',
    ...(fsync ? [] : ['fsync=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting]);

  return ownServer({
    name: 'PostgreSQL',
    folder,
    port,
    user,
    command: (at) => [path.join(programs, 'postgres'), '-D', data, '-p', String(at), ...settings],
    mark: () => data,
    prepare: () => initialise(programs, data, user),
    isReady: (_, pid) => isReady(data, pid),
    signals: { fast: 'SIGINT', immediate: 'SIGQUIT' },
    // Backends outlive a killed postmaster for a moment.
    transient: /pre-existing shared memory block|lock file .* already exists/i,
    address: (at, database = 'postgres') => `postgres://postgres@127.0.0.1:${at}/${database}`,
  });
};
