import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import type { PostEvents } from '../contracts/events';
import { CoreError } from '../core/errors';
import { statusOf } from '../services/ingest/result';
import { getService } from '../utils/get-service';

/**
 * POST /events with an Authorization header. A server's API token may give times, visitors and browsers. A signed-in
 * reader (users-permissions) is a browser like any other, and its lane, with its key and its limits, is the other one.
 */
export const event = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const strategy: string = ctx.state.auth?.strategy?.name ?? 'nothing';
    if (strategy !== 'content-api-token') {
      throw new CoreError('TOKEN_NEEDED', {
        got: `credentials of ${strategy}`,
        expected: 'an API token, or a publishable key in "key" and no Authorization header',
      });
    }
    const data = await getService(strapi, 'ingest').receive({
      body: (ctx.request as unknown as { body: unknown }).body,
      trusted: true,
      source: { address: ctx.request.ip, userAgent: ctx.get('user-agent') },
    });
    ctx.status = statusOf(data);
    ctx.body = { data } satisfies PostEvents['Response'];
  },
});
