import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { LIMITS } from '../config/defaults';
import type { ImportAnswer, ImportPreviewAnswer, ImportsAnswer } from '../contracts/imports';
import { beginImportRequest, importKey, importRequest, sliceRequest } from '../contracts/imports';
import { askedBy } from '../utils/asked-by';
import { bodyOf } from '../utils/body-of';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';
import { readUpload } from '../utils/read-upload';

/** HTTP in, HTTP out, for files of history: decisions live in the service. */
export const imports = ({ strapi }: { strapi: Core.Strapi }) => {
  const service = () => getService(strapi, 'imports');
  const keyOf = (ctx: Context): string => parse(importKey, ctx.params).key;

  return {
    async list(ctx: Context) {
      ctx.body = { data: await service().list() } satisfies ImportsAnswer;
    },

    async findOne(ctx: Context) {
      ctx.body = { data: await service().find(keyOf(ctx)) } satisfies ImportAnswer;
    },

    async begin(ctx: Context) {
      const data = await service().expect(parse(beginImportRequest, bodyOf(ctx)), askedBy(ctx));
      ctx.status = 201;
      ctx.body = { data } satisfies ImportAnswer;
    },

    async receive(ctx: Context) {
      const key = keyOf(ctx);
      const { offset } = parse(sliceRequest, ctx.query);
      const bytes = await readUpload(ctx, LIMITS.importSliceBytes);
      ctx.body = { data: await service().receive(key, offset, bytes) } satisfies ImportAnswer;
    },

    async preview(ctx: Context) {
      const { options } = parse(importRequest, bodyOf(ctx));
      ctx.body = { data: await service().preview(keyOf(ctx), options) } satisfies ImportPreviewAnswer;
    },

    async start(ctx: Context) {
      const { options } = parse(importRequest, bodyOf(ctx));
      const data = await service().start(keyOf(ctx), options, askedBy(ctx));
      ctx.status = 202;
      ctx.body = { data } satisfies ImportAnswer;
    },

    async pause(ctx: Context) {
      ctx.body = { data: await service().pause(keyOf(ctx)) } satisfies ImportAnswer;
    },

    async resume(ctx: Context) {
      ctx.body = { data: await service().resume(keyOf(ctx)) } satisfies ImportAnswer;
    },

    async cancel(ctx: Context) {
      ctx.body = { data: await service().cancel(keyOf(ctx), askedBy(ctx)) } satisfies ImportAnswer;
    },

    async undo(ctx: Context) {
      ctx.body = { data: await service().undo(keyOf(ctx), askedBy(ctx)) } satisfies ImportAnswer;
    },
  };
};
