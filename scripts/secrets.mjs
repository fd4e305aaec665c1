/** Writes playground/.env with fresh secrets unless it is there. It is never committed. */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { playground } from './lib.mjs';

const SECRETS = ['ADMIN_JWT_SECRET', 'API_TOKEN_SALT', 'TRANSFER_TOKEN_SALT', 'JWT_SECRET', 'ENCRYPTION_KEY'];
const secret = () => randomBytes(24).toString('base64url');

export const ensureSecrets = () => {
  const file = path.join(playground, '.env');
  if (existsSync(file)) return;
  const lines = [`APP_KEYS=${secret()},${secret()}`, ...SECRETS.map((name) => `${name}=${secret()}`)];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
};
