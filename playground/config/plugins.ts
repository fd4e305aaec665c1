import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { secret } from '../src/secrets';

/** The server reads dist/config, the admin's build reads config itself: the playground is above either. */
const above = path.resolve(__dirname, '..');
const playground = path.basename(above) === 'dist' ? path.dirname(above) : above;
/** The plugin under development. */
const repository = path.dirname(playground);

/** FORESIGHT_CONFIG: JSON laid over the settings below, for tests and experiments. */
const overrides = (): Record<string, unknown> => JSON.parse(process.env['FORESIGHT_CONFIG'] ?? '{}');

const plugins = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'users-permissions': { config: { jwtSecret: secret('JWT_SECRET') } },
  foresight: {
    enabled: env.bool('FORESIGHT_ENABLED', true),
    resolve: env('FORESIGHT_RESOLVE', repository),
    config: {
      contentTypes: { 'api::article.article': { firstPublishedAtField: 'publishedOn' } },
      urls: { 'api::article.article': '/articles/:slug' },
      siteHosts: ['harbour-and-hill.example'],
      timeZone: env('FORESIGHT_TIME_ZONE', 'UTC'),
      horizonDays: env.float('FORESIGHT_HORIZON_DAYS', 7),
      redis: env('REDIS_URL') ? { url: env('REDIS_URL') } : null,
      ...overrides(),
    },
  },
});

export default plugins;
