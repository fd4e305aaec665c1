import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import type { PostEvents } from '../contracts/events';
import { getService } from '../utils/get-service';

/**
 * POST /events with an Authorization header. A server's API token may give times, visitors and browsers;
 * a signed-in reader (users-permissions) is a browser like any other and may not.
 */
export const event = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const data = await getService(strapi, 'ingest').receive({
      body: (ctx.request as unknown as { body: unknown }).body,
      trusted: ctx.state.auth?.strategy?.name === 'content-api-token',
      source: { address: ctx.request.ip, userAgent: ctx.get('user-agent') },
    });
    ctx.status = data.accepted + data.duplicate > 0 || data.received === 0 ? 200 : 400;
    ctx.body = { data } satisfies PostEvents['Response'];
  },
});
