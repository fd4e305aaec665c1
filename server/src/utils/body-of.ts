import type { Context } from 'koa';

/** What Strapi's body reader made of a request. */
export const bodyOf = (ctx: Context): unknown => (ctx.request as unknown as { body: unknown }).body;
