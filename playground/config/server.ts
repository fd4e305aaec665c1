import type { Core } from '@strapi/strapi';

import { secret } from '../src/secrets';

const server = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  // The demo prints its own lines when it is ready.
  logger: { startup: { enabled: env.bool('STARTUP_BANNER', true) } },
  app: { keys: secret('APP_KEYS').split(',') },
});

export default server;
