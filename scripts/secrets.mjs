/** Writes the secrets that playground/.env lacks. It is never committed. Also a command: node scripts/secrets.mjs */
import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { SECRETS } from './cluster/topology.mjs';
import { playground } from './lib.mjs';

const secret = () => randomBytes(24).toString('base64url');
/** The last one is for docker-compose.yml. */
const WANTED = [...SECRETS, 'POSTGRES_PASSWORD'];

export const ensureSecrets = (file = path.join(playground, '.env')) => {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const missing = WANTED.filter((name) => !new RegExp(`^${name}=`, 'm').test(before));
  if (missing.length === 0) return;
  const start = before === '' || before.endsWith('\n') ? '' : '\n';
  const lines = missing.map((name) => `${name}=${name === 'APP_KEYS' ? `${secret()},${secret()}` : secret()}\n`);
  appendFileSync(file, start + lines.join(''));
  chmodSync(file, 0o600);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureSecrets();
