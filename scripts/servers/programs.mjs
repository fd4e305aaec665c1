/** Finds the servers' programs on PATH, and PostgreSQL's also where installers put them beside it. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = () => (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);

/** Debian, Homebrew on either kind of Mac, Red Hat, Postgres.app: a folder, and what a version's folder in it is called. */
const POSTGRES_HOMES = [
  ['/usr/lib/postgresql', /^\d+$/],
  ['/opt/homebrew/opt', /^postgresql(@\d+)?$/],
  ['/usr/local/opt', /^postgresql(@\d+)?$/],
  ['/usr', /^pgsql-\d+$/],
  ['/Applications/Postgres.app/Contents/Versions', /^\d+$/],
];

const versionOf = (name) => Number(/\d+/.exec(name)?.[0] ?? 0);

/** Folders with PostgreSQL's programs beside PATH, newest version first. */
const postgresFolders = () =>
  POSTGRES_HOMES.flatMap(([home, pattern]) =>
    (existsSync(home) ? readdirSync(home) : [])
      .filter((name) => pattern.test(name))
      .map((name) => ({ version: versionOf(name), folder: path.join(home, name, 'bin') }))
  )
    .sort((a, b) => b.version - a.version)
    .map(({ folder }) => folder);

const findPostgres = () =>
  [...onPath(), ...postgresFolders()].find((folder) =>
    ['initdb', 'postgres'].every((name) => isProgram(path.join(folder, name)))
  );

const findRedis = () => {
  const names = ['redis-server', 'valkey-server'];
  return onPath()
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find(isProgram);
};

export const hasPostgres = () => findPostgres() !== undefined;
export const hasRedis = () => findRedis() !== undefined;

/** The folder of initdb and postgres. Throws with what to install. */
export const postgresPrograms = () => {
  const folder = findPostgres();
  if (folder !== undefined) return folder;
  throw new Error(
    `PostgreSQL's programs "initdb" and "postgres" were not found on PATH or in ${POSTGRES_HOMES[0][0]}. ` +
      'Install them: "apt-get install postgresql" on Debian and Ubuntu, "brew install postgresql" on a Mac; ' +
      'elsewhere put the folder that holds them on PATH.'
  );
};

/** Path of Redis's server. Throws with what to install. */
export const redisProgram = () => {
  const program = findRedis();
  if (program !== undefined) return program;
  throw new Error(
    '"redis-server" was not found on PATH. ' +
      'Install it: "apt-get install redis-server" on Debian and Ubuntu, "brew install redis" on a Mac.'
  );
};
