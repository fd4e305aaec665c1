import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { type GetTracker, GetTrackerScript } from '../contracts/tracker';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';

/** An address that names its version never shows anything else; the bare one is asked again every hour. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_AN_HOUR = 'public, max-age=3600, stale-while-revalidate=86400';

/** The tracker and what a site must know of it: public, and the same for everybody. */
export const tracker = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** GET /tracker.json */
  find(ctx: Context) {
    forEverybody(ctx);
    ctx.set('Cache-Control', FOR_AN_HOUR);
    ctx.body = { data: getService(strapi, 'tracker').describe() } satisfies GetTracker['Response'];
  },

  /** GET /tracker.js. A version of before is answered with this one, which is then not to be kept. */
  findOne(ctx: Context) {
    const { v } = parse(GetTrackerScript.request, ctx.query);
    // Asked one by one: browsers name gzip first and like all of them alike.
    const encoding = (['br', 'gzip'] as const).find((one) => ctx.acceptsEncodings(one) === one) ?? 'identity';
    const { version, body } = getService(strapi, 'tracker').script(encoding);

    forEverybody(ctx);
    ctx.set('Cache-Control', v === version ? FOR_EVER : FOR_AN_HOUR);
    ctx.vary('Accept-Encoding');
    ctx.status = 200;
    ctx.etag = `${version}-${encoding}`;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.type = 'text/javascript; charset=utf-8';
    if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
    ctx.body = body;
  },
});

/** Any site may load it, with `integrity` too, and no site with credentials. */
function forEverybody(ctx: Context): void {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.remove('Access-Control-Allow-Credentials');
  ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
}
