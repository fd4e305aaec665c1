import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { GetPrediction } from '../contracts/serving';
import { requestSignal } from '../middlewares/deadline';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';

/** GET /predictions/:documentId */
export const prediction = ({ strapi }: { strapi: Core.Strapi }) => ({
  async findOne(ctx: Context) {
    const request = parse(GetPrediction.request, { ...ctx.query, documentId: ctx.params.documentId });
    ctx.body = (await getService(strapi, 'serving').prediction(request, {
      caller: ctx.state.auth,
      signal: requestSignal(ctx),
    })) satisfies GetPrediction['Response'];
  },
});
