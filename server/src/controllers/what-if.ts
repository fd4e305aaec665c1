import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PostWhatIf } from '../contracts/what-if';
import { requestSignal } from '../middlewares/deadline';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';

/** POST /what-if */
export const whatIf = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const request = parse(PostWhatIf.request, (ctx.request as unknown as { body: unknown }).body);
    ctx.body = (await getService(strapi, 'whatIf').ofPublished(request, {
      caller: ctx.state.auth,
      signal: requestSignal(ctx),
    })) satisfies PostWhatIf['Response'];
  },
});
