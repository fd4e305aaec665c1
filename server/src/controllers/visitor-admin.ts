import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import {
  type ErasuresAnswer,
  EraseVisitor,
  ExportVisitor,
  type VisitorAnswer,
  visitorRequest,
} from '../contracts/visitors';
import { shapeErasure } from '../services/visitor-data/shape';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';
import { askedBy } from '../utils/asked-by';
import { bodyOf } from '../utils/body-of';

/** What administrators ask about a visitor whose id they were given. */
export const visitorAdmin = ({ strapi }: { strapi: Core.Strapi }) => ({
  async lookUp(ctx: Context) {
    const { visitorId } = parse(visitorRequest, bodyOf(ctx) ?? {});
    ctx.body = { data: await getService(strapi, 'visitorData').lookUp(visitorId) } satisfies VisitorAnswer;
  },

  async export(ctx: Context) {
    const { after = null, ...asked } = parse(ExportVisitor.request, bodyOf(ctx) ?? {});
    ctx.body = (await getService(strapi, 'visitorData').page({
      ...asked,
      after,
      by: askedBy(ctx),
    })) satisfies ExportVisitor['Response'];
  },

  async erase(ctx: Context) {
    const { visitorId } = parse(EraseVisitor.request, bodyOf(ctx) ?? {});
    const asked = await getService(strapi, 'erasure').start(visitorId, askedBy(ctx));
    ctx.status = 202;
    ctx.body = { data: shapeErasure(asked) } satisfies EraseVisitor['Response'];
  },

  async erasures(ctx: Context) {
    const latest = await getService(strapi, 'erasure').latest();
    ctx.body = { data: latest.map(shapeErasure) } satisfies ErasuresAnswer;
  },
});
