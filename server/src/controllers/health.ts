import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import type { GetHealth } from '../contracts/serving';
import { getService } from '../utils/get-service';

/** GET /health: public, so it says nothing a stranger may not know. */
export const health = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    ctx.body = (await getService(strapi, 'monitoring').health()) satisfies GetHealth['Response'];
  },
});
