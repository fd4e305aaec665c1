/** Roles with exactly the rights a test names, beside the ones Strapi brings. */
import type { Core } from '@strapi/strapi';

import { adminSession } from './credentials';

/** A bearer token of an administrator whose only role has exactly these actions. */
export async function adminWith(app: Core.Strapi, name: string, actions: readonly string[]): Promise<string> {
  const role = await app.service('admin::role').create({ name, description: '' });
  await app.service('admin::role').assignPermissions(
    role.id,
    actions.map((action) => ({ action, subject: null, properties: {}, conditions: [] }))
  );
  const user = await app.service('admin::user').create({
    email: `${name}@example.com`,
    firstname: 'Test',
    lastname: name,
    password: 'Test-Passw0rd',
    isActive: true,
    registrationToken: null,
    roles: [role.id],
  });
  return adminSession(app, user.id);
}

/** A bearer token of a signed-in reader (users-permissions) whose role has exactly these actions. */
export async function readerWith(app: Core.Strapi, name: string, actions: readonly string[]): Promise<string> {
  const role = await app.db
    .query('plugin::users-permissions.role')
    .create({ data: { name, type: name, description: '' } });
  for (const action of actions) {
    await app.db.query('plugin::users-permissions.permission').create({ data: { action, role: role.id } });
  }
  const user = await app.service('plugin::users-permissions.user').add({
    username: name,
    email: `${name}@example.com`,
    password: 'Test-Passw0rd',
    confirmed: true,
    blocked: false,
    provider: 'local',
    role: role.id,
  });
  return app.service('plugin::users-permissions.jwt').issue({ id: user.id });
}
