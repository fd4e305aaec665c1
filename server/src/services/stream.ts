import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { StreamedEvent, StreamRequest } from '../contracts/events-page';
import { CoreError } from '../core/errors';
import type { TargetKey } from '../core/target';
import { type NewestEvent, newestEvents } from '../repositories/event-stream';
import { getService } from '../utils/get-service';

/** The newest events, for those who want to see that something comes. Read from the database: every process shows all. */
export const stream = ({ strapi }: { strapi: Core.Strapi }) => {
  const keyOf = ({ contentType, documentId, locale }: StreamRequest): TargetKey | undefined => {
    if (documentId === undefined) return undefined;
    if (contentType === undefined) {
      const expected = 'a content type beside documentId';
      throw new CoreError('INVALID_REQUEST', { path: 'contentType', got: 'nothing', expected });
    }
    const watch = getService(strapi, 'watch');
    const type = watch.get(contentType);
    if (type === undefined) {
      throw new CoreError('NOT_FOUND', { got: contentType, expected: 'a content type that is watched' });
    }
    return { uid: contentType, documentId, locale: type.localized ? (locale ?? watch.defaultLocale()) : '' };
  };

  return {
    /** @throws {CoreError} INVALID_REQUEST for a document without its type, NOT_FOUND for an article of a type that is not watched. */
    async newest(request: StreamRequest): Promise<StreamedEvent[]> {
      const { type, since } = request;
      const filter = { type, key: keyOf(request), since: since === undefined ? undefined : Date.parse(since) };
      const bounds = { limit: LIMITS.streamedEvents, among: LIMITS.streamedAmong };
      const events = await newestEvents(strapi.db.connection as Knex, filter, bounds);
      const titleOf = await getService(strapi, 'articles').titles();
      return events.map((event) => shape(event, titleOf(event.key)));
    },
  };
};

const shape = (event: NewestEvent, title: string): StreamedEvent => ({
  id: event.id,
  type: event.type,
  name: event.name,
  contentType: event.key.uid,
  documentId: event.key.documentId,
  locale: event.key.locale,
  title,
  receivedAt: new Date(event.receivedAt).toISOString(),
  occurredAt: new Date(event.occurredAt).toISOString(),
  source: event.sourceType,
  device: event.device,
  robot: event.bot,
  value: event.value,
  scroll: event.scroll,
});
