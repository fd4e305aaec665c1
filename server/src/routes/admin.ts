import {
  articlesRequest,
  intakeRequest,
  journalRequest,
  modelsRequest,
  panelRequest,
  quarantineRequest,
  readersRequest,
  runsRequest,
} from '../contracts/admin-requests';
import { arrivingRequest, refusalsRequest, streamRequest } from '../contracts/events-page';
import { sliceRequest } from '../contracts/imports';
import { queryNames } from '../contracts/query';

/** What the admin panel calls, under /foresight: each route needs a session and one action of `permissions/actions.ts`. */
type Action = 'read' | 'train' | 'promote' | 'journal' | 'quarantine' | 'visitors' | 'import' | 'settings.configure';

interface Options {
  /** Names of the query parameters it takes. */
  readonly takes?: readonly string[];
  /** Once its caller is let in it may take longer than `LIMITS.requestMs`, such as what carries a model's bytes. */
  readonly unhurried?: true;
}

/** @param handler of the controller `admin`, unless it names another one. */
const route = (method: string, path: string, handler: string, action: Action, options: Options = {}) => ({
  method,
  path,
  handler: handler.includes('.') ? handler : `admin.${handler}`,
  config: {
    middlewares: [
      ...(options.unhurried ? ['plugin::foresight.unhurried'] : []),
      'plugin::foresight.core-errors',
      { name: 'plugin::foresight.strict-query', config: { takes: options.takes ?? [] } },
    ],
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
    route('GET', '/articles', 'articles', 'read', { takes: queryNames(articlesRequest) }),
    route('GET', '/articles/:contentType/:documentId/readers', 'readers', 'read', {
      takes: queryNames(readersRequest, 'contentType', 'documentId'),
    }),
    route('GET', '/models', 'models', 'read', { takes: queryNames(modelsRequest) }),
    route('GET', '/models/:id', 'model', 'read'),
    route('GET', '/models/:id/compare/:other', 'compareModels', 'read', { unhurried: true }),
    route('GET', '/models/:id/export', 'exportModel', 'promote', { unhurried: true }),
    route('POST', '/models/import', 'importModel', 'promote', { unhurried: true }),
    route('POST', '/models/:id/promote', 'promote', 'promote'),
    route('POST', '/models/kinds/:kind/roll-back', 'rollBack', 'promote'),
    route('POST', '/train', 'train', 'train'),
    route('GET', '/runs', 'runs', 'read', { takes: queryNames(runsRequest) }),
    route('GET', '/runs/:runId', 'run', 'read'),
    route('GET', '/panel/:contentType/:documentId', 'panel', 'read', {
      takes: queryNames(panelRequest, 'contentType', 'documentId'),
    }),
    route('POST', '/panel/:contentType/:documentId/what-if', 'whatIf', 'read'),
    route('GET', '/journal', 'journal', 'journal', { takes: queryNames(journalRequest) }),
    route('GET', '/processes', 'processes', 'journal'),
    route('GET', '/intake', 'intake', 'read', { takes: queryNames(intakeRequest) }),
    route('GET', '/quarantine', 'quarantine', 'quarantine', { takes: queryNames(quarantineRequest) }),
    route('GET', '/quarantine/reasons', 'quarantineReasons', 'quarantine'),
    route('POST', '/quarantine/replay', 'replayQuarantine', 'quarantine'),
    route('POST', '/quarantine/discard', 'discardQuarantine', 'quarantine'),
    route('GET', '/settings', 'settings', 'settings.configure'),
    route('PUT', '/settings', 'changeSettings', 'settings.configure'),
    route('GET', '/recompute', 'latestRecompute', 'settings.configure'),
    route('POST', '/recompute', 'recompute', 'settings.configure'),
    route('POST', '/keys', 'createKey', 'settings.configure'),
    route('PUT', '/keys/:id', 'changeKey', 'settings.configure'),
    route('POST', '/keys/:id/rotate', 'rotateKey', 'settings.configure'),
    route('DELETE', '/keys/:id', 'revokeKey', 'settings.configure'),
    route('POST', '/visitors/look-up', 'visitor-admin.lookUp', 'visitors'),
    route('POST', '/visitors/export', 'visitor-admin.export', 'visitors'),
    route('POST', '/visitors/erase', 'visitor-admin.erase', 'visitors'),
    route('GET', '/visitors/erasures', 'visitor-admin.erasures', 'visitors'),
    route('GET', '/imports', 'imports.list', 'import'),
    route('POST', '/imports', 'imports.begin', 'import'),
    route('GET', '/imports/:key', 'imports.findOne', 'import'),
    route('POST', '/imports/:key/bytes', 'imports.receive', 'import', {
      takes: queryNames(sliceRequest),
      unhurried: true,
    }),
    route('POST', '/imports/:key/preview', 'imports.preview', 'import', { unhurried: true }),
    route('POST', '/imports/:key/start', 'imports.start', 'import', { unhurried: true }),
    route('POST', '/imports/:key/pause', 'imports.pause', 'import'),
    route('POST', '/imports/:key/resume', 'imports.resume', 'import'),
    route('POST', '/imports/:key/cancel', 'imports.cancel', 'import'),
    route('POST', '/imports/:key/undo', 'imports.undo', 'import'),

    route('GET', '/arriving', 'events-page.arriving', 'read', { takes: queryNames(arrivingRequest) }),
    route('GET', '/stream', 'events-page.stream', 'read', { takes: queryNames(streamRequest) }),
    route('GET', '/refusals', 'events-page.refusals', 'read', { takes: queryNames(refusalsRequest) }),
  ],
};
