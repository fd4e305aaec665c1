/** PostgreSQL refuses to run as root: there it runs as the user its package makes. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const idOf = (flag, name) => {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
};

/** `{ uid, gid }` of a user to run as, or undefined for whoever we are. */
export const ordinaryUser = () => {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid && gid !== null) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody": run this as another user.'
  );
};

const canWrite = (folder, user) =>
  spawnSync('/bin/sh', ['-c', 'cd "$0" && test -w .', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

const handOver = (folder, user) => {
  mkdirSync(folder, { recursive: true });
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return canWrite(folder, user);
};

/** A folder the user can write: the wanted one, or one under the temporary folder when a folder above it is closed. */
export const reachableFolder = (wanted, user) => {
  if (handOver(wanted, user)) return wanted;
  const name = `foresight-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`;
  const elsewhere = path.join(os.tmpdir(), name);
  if (handOver(elsewhere, user)) return elsewhere;
  throw new Error(`PostgreSQL's user can write neither ${wanted} nor ${elsewhere}`);
};
