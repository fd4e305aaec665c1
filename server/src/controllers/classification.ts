import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PostClassify } from '../contracts/serving';
import { requestSignal } from '../middlewares/deadline';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';

/** POST /classify */
export const classification = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const request = parse(PostClassify.request, (ctx.request as unknown as { body: unknown }).body);
    ctx.body = (await getService(strapi, 'serving').classify(request, {
      signal: requestSignal(ctx),
    })) satisfies PostClassify['Response'];
  },
});
