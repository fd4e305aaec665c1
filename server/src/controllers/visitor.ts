import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { erasureId, type ErasureAnswer, EraseVisitor, ExportVisitor } from '../contracts/visitors';
import { CoreError } from '../core/errors';
import { shapeErasure } from '../services/visitor-data/shape';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';

const bodyOf = (ctx: Context): unknown => (ctx.request as unknown as { body: unknown }).body;

/** Name of the server's token, as kept in the journal. @throws {CoreError} TOKEN_NEEDED for any other caller. */
function tokenOf(ctx: Context): string {
  const { strategy, credentials } = ctx.state.auth ?? {};
  if (strategy?.name === 'content-api-token') return `API token “${credentials?.name}”`.slice(0, 255);
  throw new CoreError('TOKEN_NEEDED', {
    got: `credentials of ${strategy?.name ?? 'nothing'}`,
    expected: 'an API token',
  });
}

/** What the site's server asks about its own visitors. */
export const visitor = ({ strapi }: { strapi: Core.Strapi }) => ({
  async export(ctx: Context) {
    const by = tokenOf(ctx);
    const { after = null, ...asked } = parse(ExportVisitor.request, bodyOf(ctx) ?? {});
    ctx.body = (await getService(strapi, 'visitorData').page({
      ...asked,
      after,
      by,
    })) satisfies ExportVisitor['Response'];
  },

  async erase(ctx: Context) {
    const by = tokenOf(ctx);
    const { visitorId } = parse(EraseVisitor.request, bodyOf(ctx) ?? {});
    const asked = await getService(strapi, 'erasure').start(visitorId, by);
    ctx.status = 202;
    ctx.body = { data: shapeErasure(asked) } satisfies EraseVisitor['Response'];
  },

  async erasure(ctx: Context) {
    tokenOf(ctx);
    const found = await getService(strapi, 'erasure').find(parse(erasureId, ctx.params.erasureId));
    ctx.body = { data: shapeErasure(found) } satisfies ErasureAnswer;
  },
});
