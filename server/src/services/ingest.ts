import type { Core } from '@strapi/strapi';
import { isbot } from 'isbot';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { EventInput } from '../contracts/events';
import { CoreError } from '../core/errors';
import { eventKey } from '../core/events';
import { hourStart } from '../core/rollup';
import { markHours } from '../repositories/dirty-buckets';
import { insertEvents, type StoredEvent } from '../repositories/events';
import { databaseClient } from '../repositories/supported-databases';
import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import { createBatcher } from './ingest/batcher';
import { breakdownOf } from './ingest/breakdown';
import { readBody } from './ingest/read-body';
import { readEvent, type Refusal } from './ingest/read-event';
import { type CollectResult, type Outcome, summarize } from './ingest/result';
import { createTargetFinder, type TargetRequest } from './ingest/targets';
import { findTooOld, tooOld } from './ingest/too-old';
import type { ReaderHashes } from './visitors';

export interface CollectRequest {
  readonly events: readonly unknown[];
  /** A server's token vouches for times, visitors and browsers. */
  readonly trusted: boolean;
  readonly source: { readonly address: string; readonly userAgent: string };
  /** Default: now. */
  readonly receivedAt?: Date;
  /** The publishable key it came with; the same event id under another key is another event. */
  readonly key?: string;
}

/** An event that needs only its document to be stored. */
interface Pending {
  readonly request: TargetRequest;
  readonly stored: Omit<StoredEvent, 'key'>;
}

/** Takes events in: each is checked, found its document, and stored once. Resolves when it is committed. */
export const ingest = ({ strapi }: { strapi: Core.Strapi }) => {
  const targets = createTargetFinder(strapi);

  /** One batch: its documents are looked up together, and it is stored with its dirty marks in one transaction. */
  const process = async (batch: readonly Pending[]): Promise<Outcome[]> => {
    const found = await targets.find(batch.map(({ request }) => request));
    const events: StoredEvent[] = [];
    batch.forEach(({ stored }, index) => {
      const target = found[index];
      if (target !== undefined && 'key' in target) events.push({ ...stored, key: target.key });
    });

    const now = getService(strapi, 'clock').now().getTime();
    const { timeZone } = getService(strapi, 'settings').get();
    const { fresh, sealed } = await strapi.db.transaction(async ({ trx }) => {
      const knex = trx as unknown as Knex;
      const closed = await findTooOld(knex, events, { now, timeZone });
      const accepted = await insertEvents(
        knex,
        events.filter(({ eventKey: id }) => !closed.has(id))
      );
      const changed = events.filter((event) => accepted.has(event.eventKey));
      await markHours(
        knex,
        changed.map(({ key, occurredAt }) => ({ key, hourStart: hourStart(occurredAt) }))
      );
      return { fresh: accepted, sealed: closed };
    });

    return batch.map(({ stored }, index): Outcome => {
      const target = found[index];
      if (target === undefined || 'refusal' in target) return target?.refusal ?? NO_DOCUMENT;
      if (sealed.has(stored.eventKey)) return tooOld(stored.occurredAt);
      // Sent twice in one batch: the first counts, the second is known by then.
      return fresh.delete(stored.eventKey) ? 'accepted' : 'duplicate';
    });
  };

  const batcher = createBatcher<Pending, Outcome>({
    perBatch: LIMITS.eventsPerInsert[databaseClient(strapi)],
    delayMs: LIMITS.flushMs,
    process: (batch) => detached(() => process(batch)),
  });

  /**
   * Take events in. Each is accepted, known already, or refused with its reason; good ones are kept whatever the others.
   * Never call it inside a transaction: on SQLite there is one connection, and the answer waits for a commit.
   *
   * @throws {CoreError} SWITCHED_OFF, TOO_MANY_EVENTS, OVERLOADED.
   */
  const collect = async ({ events, trusted, source, receivedAt, key = '' }: CollectRequest): Promise<CollectResult> => {
    if (!getService(strapi, 'settings').isActive('collect')) {
      throw new CoreError('SWITCHED_OFF', { got: 'collecting is off', expected: 'collecting to be on' });
    }
    if (events.length > LIMITS.eventsPerRequest) {
      throw new CoreError('TOO_MANY_EVENTS', {
        got: String(events.length),
        expected: `at most ${LIMITS.eventsPerRequest}`,
      });
    }
    if (batcher.size() + events.length > LIMITS.bufferedEvents) {
      throw new CoreError('OVERLOADED', {
        got: `${batcher.size()} events waiting`,
        expected: `at most ${LIMITS.bufferedEvents}`,
      });
    }

    const at = (receivedAt ?? getService(strapi, 'clock').now()).getTime();
    const read = events.map((given) => readEvent(given, trusted, at));
    const hashes = await hashReaders(
      strapi,
      read.flatMap((one) => (one.ok ? [one.event] : [])),
      trusted,
      source,
      at
    );
    const { siteHosts } = getService(strapi, 'settings').get();
    const pending = read.flatMap((one): Pending[] => {
      if (!one.ok) return [];
      const { event, occurredAt } = one;
      const { documentId, url, contentType, locale } = event;
      return [
        {
          request: {
            documentId: documentId ?? null,
            url: url ?? null,
            contentType: contentType ?? null,
            locale: locale ?? null,
          },
          stored: {
            eventKey: eventKey(key, event.eventId),
            eventId: event.eventId,
            type: event.type,
            name: event.name ?? null,
            occurredAt,
            receivedAt: at,
            ...hashes(event),
            bot: isRobot(trusted ? event.userAgent : source.userAgent),
            value: event.value ?? null,
            ...breakdownOf(event, trusted ? event.userAgent : source.userAgent, siteHosts),
          },
        },
      ];
    });
    const stored = await batcher.add(pending);
    let next = 0;
    return summarize(
      read.map((one) =>
        one.ok
          ? { eventId: one.event.eventId, outcome: stored[next++] ?? NO_DOCUMENT }
          : { eventId: one.eventId, outcome: one.refusal }
      )
    );
  };

  return {
    collect,

    /** As `collect`, from a request's body in any of its forms. @throws also INVALID_JSON, INVALID_REQUEST. */
    receive: ({ body, ...request }: Omit<CollectRequest, 'events' | 'key'> & { readonly body: unknown }) => {
      const { events, key } = readBody(body);
      return collect({ ...request, events, ...(key === null ? {} : { key }) });
    },

    /** Everything taken in so far is committed. */
    drain: () => batcher.drain(),

    /** Events waiting for their commit. */
    waiting: () => batcher.size(),
  };
};

const NO_DOCUMENT: Refusal = { code: 'UNKNOWN_DOCUMENT', got: 'nothing', expected: 'a published document' };

/** A browser without a name is none. A server that sends no user agent says nothing about bots. */
const isRobot = (userAgent: string | undefined): boolean =>
  userAgent !== undefined && (userAgent === '' || isbot(userAgent));

/** Hashes of who stands behind each event: the sender of the request, whom a trusted server names, or who agreed to it. */
async function hashReaders(
  strapi: Core.Strapi,
  events: readonly EventInput[],
  trusted: boolean,
  source: CollectRequest['source'],
  at: number
): Promise<(event: EventInput) => { visitor: string | null; session: string | null; source: string | null }> {
  const visitors = getService(strapi, 'visitors');
  if (trusted) {
    const given = new Map<string, string>();
    const hash = async (kind: 'visitor' | 'session', id: string | undefined) => {
      if (id !== undefined) given.set(`${kind}|${id}`, await visitors.hashGiven(kind, id, at));
    };
    for (const { visitorId, sessionId } of events) {
      await hash('visitor', visitorId);
      await hash('session', sessionId);
    }
    return ({ visitorId, sessionId }) => ({
      visitor: given.get(`visitor|${visitorId}`) ?? null,
      session: given.get(`session|${sessionId}`) ?? null,
      source: null,
    });
  }
  // Without a token, `readEvent` has let a visitorId through only with the reader's consent.
  const readerOf = ({ visitorId, sessionId }: EventInput) => JSON.stringify([visitorId, sessionId]);
  const byReader = new Map<string, ReaderHashes>();
  for (const event of events) {
    const reader = readerOf(event);
    if (byReader.has(reader)) continue;
    const { visitorId, sessionId = null } = event;
    const hashes =
      visitorId === undefined
        ? await visitors.hash(source, sessionId, at)
        : await visitors.hashConsented(source, visitorId, sessionId, at);
    byReader.set(reader, hashes);
  }
  return (event) => byReader.get(readerOf(event)) ?? { visitor: null, session: null, source: null };
}
