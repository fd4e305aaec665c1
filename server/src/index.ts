import { bootstrap } from './bootstrap';
import { config } from './config';
import { contentTypes } from './content-types';
import { controllers } from './controllers';
import { destroy } from './destroy';
import { coreErrors } from './middlewares/core-errors';
import { unhurried } from './middlewares/deadline';
import { rateLimit } from './middlewares/rate-limit';
import { strictQuery } from './middlewares/strict-query';
import { register } from './register';
import { routes } from './routes';
import { services } from './services';

export default {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes,
  controllers,
  middlewares: {
    'core-errors': coreErrors,
    'rate-limit': rateLimit,
    'strict-query': strictQuery,
    unhurried,
  },
  routes,
  services,
};
