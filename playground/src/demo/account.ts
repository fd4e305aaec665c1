import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';

import { keepState, readState } from './marker';

/** The demo's only account. */
const ACCOUNT = { email: 'admin@example.com', password: 'Foresight-demo-1' } as const;
const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

export interface Account {
  readonly email: string;
  readonly password: string;
}

/**
 * Makes the super admin unless the installation already has one. The documented password is good for loopback only:
 * a demo that others can reach gets one of its own.
 */
export async function ensureAdmin(strapi: Core.Strapi): Promise<Account> {
  const { host } = strapi.config.get('server') as { host: string };
  const { password: kept } = await readState(strapi);
  const password = kept ?? (LOOPBACK.includes(host) ? ACCOUNT.password : randomBytes(12).toString('base64url') + 'aA1');
  const users = strapi.service('admin::user') as unknown as {
    findOneByEmail(email: string): Promise<{ id: number } | null>;
    create(user: object): Promise<unknown>;
    updateById(id: number, change: object): Promise<unknown>;
  };
  const known = await users.findOneByEmail(ACCOUNT.email);
  if (known !== null && password !== ACCOUNT.password && kept === undefined)
    await users.updateById(known.id, { password });
  if (password !== ACCOUNT.password) await keepState(strapi, { password });
  if (known !== null) return { ...ACCOUNT, password };

  const roles = strapi.service('admin::role') as unknown as { getSuperAdmin(): Promise<{ id: number } | null> };
  const role = await roles.getSuperAdmin();
  if (!role) throw new Error('Strapi has no super admin role yet');
  await users.create({
    ...ACCOUNT,
    password,
    firstname: 'Ada',
    lastname: 'Editor',
    isActive: true,
    registrationToken: null,
    roles: [role.id],
  });
  return { ...ACCOUNT, password };
}

/** What anybody may read without credentials: articles, and which of them are expected to do well. */
const PUBLIC_ACTIONS = ['plugin::foresight.ranking.find', 'api::article.article.find', 'api::article.article.findOne'];

export async function grantPublicReads(strapi: Core.Strapi): Promise<void> {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  if (!role) throw new Error('users-permissions has no public role');
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  for (const action of PUBLIC_ACTIONS) {
    const known = await permissions.findOne({ where: { action, role: role.id } });
    if (!known) await permissions.create({ data: { action, role: role.id } });
  }
}

/** A token for the reads that need one. Kept in the demo's own state, because Strapi shows a token only once. */
export async function ensureToken(strapi: Core.Strapi): Promise<string> {
  const { token } = await readState(strapi);
  if (token) return token;
  const tokens = strapi.service('admin::api-token') as unknown as {
    getByName(name: string): Promise<{ id: number } | null>;
    revoke(id: number): Promise<unknown>;
    create(token: object): Promise<{ accessKey: string }>;
  };
  const name = 'Foresight demo';
  const stale = await tokens.getByName(name);
  if (stale) await tokens.revoke(stale.id);
  const { accessKey } = await tokens.create({
    name,
    description: 'Predictions and classification, printed by npm run demo',
    type: 'custom',
    lifespan: null,
    permissions: [
      'plugin::foresight.prediction.findOne',
      'plugin::foresight.classification.create',
      'plugin::foresight.ranking.find',
      'plugin::foresight.event.create',
    ],
  });
  await keepState(strapi, { token: accessKey });
  return accessKey;
}
