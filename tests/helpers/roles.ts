/** Roles with exactly the rights a test names, beside the ones Strapi brings. */
import type { Core } from '@strapi/strapi';

import { adminSession } from './credentials';

/** A right with its limits, as the role editor keeps it. */
export interface Right {
  readonly action: string;
  readonly subject?: string;
  readonly properties?: { readonly fields?: readonly string[]; readonly locales?: readonly string[] };
  readonly conditions?: readonly string[];
}

/** A bearer token of an administrator whose only role has exactly these rights, and the account's id. */
export async function adminWith(app: Core.Strapi, name: string, rights: readonly Right[]) {
  const role = await app.service('admin::role').create({ name, description: '' });
  await app.service('admin::role').assignPermissions(
    role.id,
    rights.map((right) => ({ subject: null, properties: {}, conditions: [], ...right }))
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
  return { jwt: await adminSession(app, user.id), id: user.id as number };
}

/** A bearer token of a signed-in reader (users-permissions) whose role has exactly these actions. */
export const readerWith = async (app: Core.Strapi, name: string, actions: readonly string[]): Promise<string> =>
  (await readerAccount(app, name, actions)).jwt;

/** The same with the account's id. */
export async function readerAccount(app: Core.Strapi, name: string, actions: readonly string[]) {
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
  return { jwt: (await app.service('plugin::users-permissions.jwt').issue({ id: user.id })) as string, id: user.id };
}
