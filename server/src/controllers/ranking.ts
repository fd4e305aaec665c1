import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { GetRankings } from '../contracts/serving';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';

/** GET /rankings */
export const ranking = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    const request = parse(GetRankings.request, ctx.query);
    ctx.body = (await getService(strapi, 'serving').rankings(
      request,
      ctx.state.auth
    )) satisfies GetRankings['Response'];
  },
});
