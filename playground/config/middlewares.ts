import type { Core } from '@strapi/strapi';

const middlewares: Core.Config.Middlewares = [
  // One line per request, except in tests and where the demo asks for quiet.
  ...(process.env['HTTP_LOG'] === 'false' || process.env['NODE_ENV'] === 'test' ? [] : (['strapi::logger'] as const)),
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];

export default middlewares;
