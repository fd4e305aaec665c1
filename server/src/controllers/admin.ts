import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import type {
  ImportAnswer,
  IntakeAnswer,
  KeyAnswer,
  QuarantineAnswer,
  QuarantineReasonsAnswer,
  QuarantineStepAnswer,
  RotateAnswer,
} from '../contracts/admin';
import {
  articlesRequest,
  id,
  intakeRequest,
  journalRequest,
  keyRequest,
  modelKind,
  modelReference,
  modelsRequest,
  panelRequest,
  type PanelRequest,
  quarantineRequest,
  quarantineStepRequest,
  readersRequest,
  reasonRequest,
  recomputeRequest,
  rotateRequest,
  runsRequest,
  settingsRequest,
  trainRequest,
} from '../contracts/admin-requests';
import { whatIfRequest } from '../contracts/what-if';
import { MAX_VERSION_FILE_BYTES } from '../core/artifact';
import { CoreError } from '../core/errors';
import { requestSignal } from '../middlewares/deadline';
import { shapeJournal, shapeProcesses } from '../services/journal/shape';
import { shapeKey } from '../services/keys/shape';
import { filterOf, shapeQuarantine, shapeReasons, stepOf } from '../services/quarantine/shape';
import { askedBy } from '../utils/asked-by';
import { bodyOf } from '../utils/body-of';
import { getService } from '../utils/get-service';
import { parse } from '../utils/parse';
import { readUpload } from '../utils/read-upload';

/** Whether the role may read entries of this type, and this one: a role may be limited to its own, or to a locale. */
const mayRead = async (strapi: Core.Strapi, ctx: Context, request: PanelRequest): Promise<boolean> => {
  const permissions = strapi.service('admin::permission').createPermissionsManager({
    ability: ctx.state.userAbility,
    action: 'plugin::content-manager.explorer.read',
    model: request.contentType,
  });
  if (!permissions.isAllowed) return false;
  const entry = await getService(strapi, 'panel').authored(request);
  return entry === null || permissions.ability.can(permissions.action, permissions.toSubject(entry));
};

const unknownType = (got: string) =>
  new CoreError('NOT_FOUND', { got, expected: 'a content type of this application' });

/** HTTP in, HTTP out, for the admin panel: decisions live in the services. */
export const admin = ({ strapi }: { strapi: Core.Strapi }) => ({
  async overview(ctx: Context) {
    ctx.body = { data: await getService(strapi, 'monitoring').overview() };
  },

  async articles(ctx: Context) {
    ctx.body = await getService(strapi, 'articles').page(parse(articlesRequest, ctx.query));
  },

  async readers(ctx: Context) {
    const { contentType, documentId } = ctx.params;
    ctx.body = await getService(strapi, 'readers').of(parse(readersRequest, { ...ctx.query, contentType, documentId }));
  },

  async models(ctx: Context) {
    const { kind } = parse(modelsRequest, ctx.query);
    ctx.body = { data: await getService(strapi, 'registry').list(kind) };
  },

  async model(ctx: Context) {
    ctx.body = { data: await getService(strapi, 'registry').detail(parse(modelReference, ctx.params.id)) };
  },

  async compareModels(ctx: Context) {
    const [first, second] = [parse(modelReference, ctx.params.id), parse(modelReference, ctx.params.other)];
    ctx.body = { data: await getService(strapi, 'comparison').of(first, second) };
  },

  async exportModel(ctx: Context) {
    const { fileName, bytes } = await getService(strapi, 'modelFiles').export(
      parse(modelReference, ctx.params.id),
      askedBy(ctx)
    );
    ctx.attachment(fileName);
    ctx.type = 'application/octet-stream';
    ctx.body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  },

  async importModel(ctx: Context) {
    const bytes = await readUpload(ctx, MAX_VERSION_FILE_BYTES);
    const { version, isNew } = await getService(strapi, 'modelFiles').import(bytes, askedBy(ctx));
    ctx.status = isNew ? 201 : 200;
    ctx.body = { data: version, meta: { isNew } } satisfies ImportAnswer;
  },

  async promote(ctx: Context) {
    const reference = parse(modelReference, ctx.params.id);
    const { reason: why } = parse(reasonRequest, bodyOf(ctx));
    ctx.body = { data: await getService(strapi, 'registry').promote(reference, { by: askedBy(ctx), why }) };
  },

  async rollBack(ctx: Context) {
    const kind = parse(modelKind, ctx.params.kind);
    const { reason: why } = parse(reasonRequest, bodyOf(ctx));
    ctx.body = { data: await getService(strapi, 'registry').rollBack(kind, { by: askedBy(ctx), why }) };
  },

  async train(ctx: Context) {
    const { despiteFindings } = parse(trainRequest, bodyOf(ctx) ?? {});
    const asked = { trigger: 'manual', requestedBy: askedBy(ctx), despiteFindings } as const;
    const run = await getService(strapi, 'training').startNightly(asked);
    ctx.status = 202;
    ctx.body = { data: run };
  },

  async runs(ctx: Context) {
    ctx.body = await getService(strapi, 'training').runs(parse(runsRequest, ctx.query));
  },

  async run(ctx: Context) {
    ctx.body = { data: await getService(strapi, 'training').findRun(parse(id, ctx.params.runId)) };
  },

  /** The editor must be allowed to read the entry itself, not only predictions. */
  async panel(ctx: Context) {
    const request = parse(panelRequest, {
      ...ctx.query,
      contentType: ctx.params.contentType,
      documentId: ctx.params.documentId,
    });
    if (!Object.hasOwn(strapi.contentTypes, request.contentType)) throw unknownType(request.contentType);
    if (!(await mayRead(strapi, ctx, request))) return ctx.forbidden();
    ctx.body = { data: await getService(strapi, 'panel').describe(request) };
  },

  /** Allowed as the panel is. */
  async whatIf(ctx: Context) {
    const body = bodyOf(ctx);
    const request = parse(whatIfRequest, {
      ...(typeof body === 'object' ? body : {}),
      contentType: ctx.params.contentType,
      documentId: ctx.params.documentId,
    });
    if (!Object.hasOwn(strapi.contentTypes, request.contentType)) throw unknownType(request.contentType);
    if (!(await mayRead(strapi, ctx, request))) return ctx.forbidden();
    ctx.body = await getService(strapi, 'whatIf').ofEntry(request, requestSignal(ctx));
  },

  async journal(ctx: Context) {
    const asked = parse(journalRequest, ctx.query);
    ctx.body = shapeJournal(asked, await getService(strapi, 'journal').page(asked));
  },

  async processes(ctx: Context) {
    ctx.body = shapeProcesses(await getService(strapi, 'processes').list());
  },

  async intake(ctx: Context) {
    const { hours } = parse(intakeRequest, ctx.query);
    ctx.body = { data: await getService(strapi, 'intake').latest(hours) } satisfies IntakeAnswer;
  },

  async quarantine(ctx: Context) {
    const asked = parse(quarantineRequest, ctx.query);
    const page = await getService(strapi, 'quarantine').page(filterOf(asked), asked);
    ctx.body = shapeQuarantine(asked, page) satisfies QuarantineAnswer;
  },

  async quarantineReasons(ctx: Context) {
    ctx.body = shapeReasons(await getService(strapi, 'quarantine').byReason()) satisfies QuarantineReasonsAnswer;
  },

  async replayQuarantine(ctx: Context) {
    const step = stepOf(parse(quarantineStepRequest, bodyOf(ctx)), askedBy(ctx));
    ctx.body = { data: await getService(strapi, 'quarantine').replay(step) } satisfies QuarantineStepAnswer;
  },

  async discardQuarantine(ctx: Context) {
    const step = stepOf(parse(quarantineStepRequest, bodyOf(ctx)), askedBy(ctx));
    ctx.body = { data: await getService(strapi, 'quarantine').discard(step) } satisfies QuarantineStepAnswer;
  },

  async settings(ctx: Context) {
    ctx.body = { data: await getService(strapi, 'monitoring').settings() };
  },

  async changeSettings(ctx: Context) {
    const { active } = parse(settingsRequest, bodyOf(ctx));
    await getService(strapi, 'settings').setActive(active, askedBy(ctx));
    strapi.log.info(`[foresight] switched ${active ? 'on' : 'off'} by ${askedBy(ctx)}`);
    ctx.body = { data: await getService(strapi, 'monitoring').settings() };
  },

  async latestRecompute(ctx: Context) {
    ctx.body = { data: await getService(strapi, 'recompute').latest() };
  },

  async recompute(ctx: Context) {
    const window = parse(recomputeRequest, bodyOf(ctx) ?? {});
    ctx.status = 202;
    ctx.body = { data: await getService(strapi, 'recompute').start(window, askedBy(ctx)) };
  },

  async createKey(ctx: Context) {
    const choice = parse(keyRequest, bodyOf(ctx));
    ctx.status = 201;
    ctx.body = {
      data: shapeKey(await getService(strapi, 'keys').create(choice, askedBy(ctx))),
    } satisfies KeyAnswer;
  },

  async changeKey(ctx: Context) {
    const [keyId, choice] = [parse(id, ctx.params.id), parse(keyRequest, bodyOf(ctx))];
    ctx.body = {
      data: shapeKey(await getService(strapi, 'keys').change(keyId, choice, askedBy(ctx))),
    } satisfies KeyAnswer;
  },

  async rotateKey(ctx: Context) {
    const [keyId, { graceHours }] = [parse(id, ctx.params.id), parse(rotateRequest, bodyOf(ctx) ?? {})];
    const { key, old } = await getService(strapi, 'keys').rotate(keyId, graceHours, askedBy(ctx));
    ctx.status = 201;
    ctx.body = { data: shapeKey(key), meta: { old: shapeKey(old) } } satisfies RotateAnswer;
  },

  async revokeKey(ctx: Context) {
    await getService(strapi, 'keys').revoke(parse(id, ctx.params.id), askedBy(ctx));
    ctx.status = 204;
  },
});
