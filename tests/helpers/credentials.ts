/** Accounts and tokens of a booted Strapi, made without HTTP so that login limits don't matter. */
import type { Core } from '@strapi/strapi';

/** A bearer token of an administrator with the given role. */
export const adminJwt = async (
  app: Core.Strapi,
  roleCode: 'strapi-super-admin' | 'strapi-editor' | 'strapi-author'
) => {
  const role = await app.db.query('admin::role').findOne({ where: { code: roleCode } });
  const email = `${roleCode}@example.com`;
  const user =
    (await app.db.query('admin::user').findOne({ where: { email } })) ??
    (await app.service('admin::user').create({
      email,
      firstname: 'Test',
      lastname: roleCode,
      password: 'Test-Passw0rd',
      isActive: true,
      registrationToken: null,
      roles: [role.id],
    }));
  return adminSession(app, user.id);
};

/** A bearer token for an administrator's account. */
export const adminSession = async (app: Core.Strapi, userId: number | string): Promise<string> => {
  const sessions = (app as unknown as { sessionManager(name: string): SessionManager }).sessionManager('admin');
  const { token: refresh } = await sessions.generateRefreshToken(String(userId), 'tests', { type: 'session' });
  const { token } = await sessions.generateAccessToken(refresh);
  return token;
};

/** Ends an administrator's sessions, as signing out does. */
export const signOut = async (app: Core.Strapi, userId: number | string): Promise<void> => {
  const sessions = (app as unknown as { sessionManager(name: string): SessionManager }).sessionManager('admin');
  await sessions.invalidateRefreshToken(String(userId));
};

interface SessionManager {
  invalidateRefreshToken(userId: string): Promise<void>;
  generateRefreshToken(userId: string, deviceId: string, options: { type: 'session' }): Promise<{ token: string }>;
  generateAccessToken(refresh: string): Promise<{ token: string }>;
}

/** A token an administrator made for scripts that use the admin's own routes; it has no more than these actions. */
export const adminToken = async (
  app: Core.Strapi,
  owner: object,
  actions: readonly string[],
  name = `admin ${actions.join(' ')} ${Math.floor(performance.now() * 1000)}`
): Promise<string> => {
  const token = await app.service('admin::api-token-admin').create(
    {
      name,
      description: '',
      lifespan: null,
      adminPermissions: actions.map((action) => ({ action, subject: null, conditions: [], properties: {} })),
    },
    owner
  );
  return token.accessKey;
};

/** What became of an API token that was good once. */
export const spoilToken = async (app: Core.Strapi, accessKey: string, how: 'expired' | 'revoked'): Promise<string> => {
  const service = app.service('admin::api-token');
  const where = { accessKey: service.hash(accessKey) };
  const { id } = await app.db.query('admin::api-token').findOne({ where });
  if (how === 'revoked') await service.revoke(id);
  else
    await app.db.query('admin::api-token').update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  return accessKey;
};

/** An API token; `permissions` only for the custom type. */
export const apiToken = async (
  app: Core.Strapi,
  type: 'read-only' | 'full-access' | 'custom',
  permissions: readonly string[] = []
): Promise<string> => {
  const token = await app.service('admin::api-token').create({
    name: `${type} ${permissions.join(' ')} ${Math.floor(performance.now() * 1000)}`,
    description: '',
    type,
    lifespan: null,
    ...(type === 'custom' ? { permissions } : {}),
  });
  return token.accessKey;
};

/** Lets everybody call an action without credentials, as an operator would in the role editor. */
export const grantPublic = async (app: Core.Strapi, action: string): Promise<void> => {
  const role = await app.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  await app.db.query('plugin::users-permissions.permission').create({ data: { action, role: role.id } });
};
