/** What the admin panel calls, under /foresight: each route needs a session and one action of `permissions/actions.ts`. */
type Action = 'read' | 'train' | 'promote' | 'settings.configure';

const route = (method: string, path: string, handler: string, action: Action) => ({
  method,
  path,
  handler: `admin.${handler}`,
  config: {
    middlewares: ['plugin::foresight.core-errors'],
    policies: [
      'admin::isAuthenticatedAdmin',
      { name: 'admin::hasPermissions', config: { actions: [`plugin::foresight.${action}`] } },
    ],
  },
});

export const admin = {
  type: 'admin',
  routes: [
    route('GET', '/overview', 'overview', 'read'),
    route('GET', '/articles', 'articles', 'read'),
    route('GET', '/models', 'models', 'read'),
    route('GET', '/models/:id', 'model', 'read'),
    route('GET', '/models/:id/export', 'exportModel', 'promote'),
    route('POST', '/models/import', 'importModel', 'promote'),
    route('POST', '/models/:id/promote', 'promote', 'promote'),
    route('POST', '/models/kinds/:kind/roll-back', 'rollBack', 'promote'),
    route('POST', '/train', 'train', 'train'),
    route('GET', '/runs', 'runs', 'read'),
    route('GET', '/runs/:runId', 'run', 'read'),
    route('GET', '/panel/:contentType/:documentId', 'panel', 'read'),
    route('GET', '/settings', 'settings', 'settings.configure'),
    route('PUT', '/settings', 'changeSettings', 'settings.configure'),
    route('POST', '/keys', 'createKey', 'settings.configure'),
    route('DELETE', '/keys/:id', 'revokeKey', 'settings.configure'),
  ],
};
