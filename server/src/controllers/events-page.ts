import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import {
  type ArrivingAnswer,
  arrivingRequest,
  type RefusalsAnswer,
  refusalsRequest,
  type StreamAnswer,
  streamRequest,
} from '../contracts/events-page';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';

/** What the page Events asks for, beside quarantine and keys. */
export const eventsPage = ({ strapi }: { strapi: Core.Strapi }) => ({
  async arriving(ctx: Context) {
    const { hours } = parse(arrivingRequest, ctx.query);
    ctx.body = { data: await getService(strapi, 'arriving').latest(hours) } satisfies ArrivingAnswer;
  },

  async stream(ctx: Context) {
    const at = getService(strapi, 'clock').now().toISOString();
    const data = await getService(strapi, 'stream').newest(parse(streamRequest, ctx.query));
    ctx.body = { data, meta: { at } } satisfies StreamAnswer;
  },

  refusals(ctx: Context) {
    const { since } = parse(refusalsRequest, ctx.query);
    const data = getService(strapi, 'refusals').list(since === undefined ? 0 : Date.parse(since));
    const processes = getService(strapi, 'processes').siteCount();
    ctx.body = { data, meta: { processes } } satisfies RefusalsAnswer;
  },
});
