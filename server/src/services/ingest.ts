import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { EventInput } from '../contracts/events';
import { CoreError } from '../core/errors';
import { createNetworkShare } from '../core/events';
import { hourStart } from '../core/rollup';
import type { StoredEvent } from '../repositories/events';
import { type Arrival, countArrivals } from '../repositories/intake-counts';
import { deleteQuarantined, type QuarantinedEvent } from '../repositories/quarantine';
import { letOthersBegin } from '../repositories/sqlite-turns';
import { type SiteTime, type Stored, storeEvents } from '../repositories/store-events';
import { databaseClient } from '../repositories/supported-databases';
import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import type { StoredOutcome } from '../worker/tasks/store';
import { createBatcher } from './ingest/batcher';
import { createDoubts } from './ingest/doubts';
import { createBrowserReader } from './ingest/browsers';
import { hashReaders } from './ingest/readers';
import {
  keptOf,
  type Pending,
  quarantined,
  type Reader,
  requestOf,
  storedOf,
  weightOf,
  withKey,
} from './ingest/pending';
import { readBody } from './ingest/read-body';
import { type Doubt, inFuture, readEvent, type Refusal } from './ingest/read-event';
import { arrivalOf, type CollectResult, type Outcome, summarize } from './ingest/result';
import { createTargetFinder } from './ingest/targets';
import { tooOld } from './ingest/too-old';
import { createTurns } from './ingest/turns';

export interface CollectRequest {
  readonly events: readonly unknown[];
  /** A server's token vouches for times, visitors and browsers. */
  readonly trusted: boolean;
  readonly source: { readonly address: string; readonly userAgent: string; readonly origin?: string };
  /** Default: now. */
  readonly receivedAt?: Date;
  /** The publishable key it came with; the same event id under another key is another event. */
  readonly key?: string;
}

/** What waits for its transaction: an event, or what a request held that was refused already. */
type Work = { readonly pending: Pending } | { readonly refused: readonly Refusal[]; readonly receivedAt: number };

/** What becomes of an event, as far as it is known before it is stored. */
type Verdict = { readonly event: StoredEvent } | { readonly doubt: Doubt } | { readonly refusal: Refusal };

interface Judged {
  readonly pending: Pending;
  readonly verdict: Verdict;
}

/** Takes events in: each is checked, found its document, and stored once. Resolves when it is committed. */
export const ingest = ({ strapi }: { strapi: Core.Strapi }) => {
  const targets = createTargetFinder(strapi);
  let doubts = createDoubts();
  const networks = createNetworkShare();
  const browserOf = createBrowserReader();
  const turns = createTurns(LIMITS.eventsPerTurn);
  /** Bytes of the events that wait, about. Bound: LIMITS.bufferedBytes. */
  let waitingBytes = 0;

  /** Documents of a batch are looked up together. */
  const judge = async (batch: readonly Pending[]): Promise<Verdict[]> => {
    const found = await targets.find(batch.map(({ request }) => request));
    return batch.map(({ stored, doubt }, index): Verdict => {
      const target = found[index];
      if (target === undefined) return { refusal: NO_DOCUMENT };
      if ('refusal' in target) return target;
      if (doubt !== null) return { doubt };
      return 'doubt' in target ? target : { event: withKey(stored, target.key) };
    });
  };

  /** What the quarantine has no room for is refused. */
  const roomFor = (verdict: Verdict, pending: Pending): Verdict => {
    if (!('doubt' in verdict)) return verdict;
    const full = doubts.full(pending, verdict.doubt, getService(strapi, 'processes').siteCount());
    return full === null ? verdict : { refusal: full };
  };

  const siteTime = (): SiteTime => ({
    now: getService(strapi, 'clock').now().getTime(),
    timeZone: getService(strapi, 'settings').get().timeZone,
  });

  /** Events that are not too old, and what `work` does with what became of them, in one transaction of this thread. */
  const store = (events: readonly StoredEvent[], work: (trx: Knex, stored: Stored) => Promise<void>) =>
    strapi.db.transaction(async ({ trx }) => {
      const knex = trx as unknown as Knex;
      await work(knex, await storeEvents(knex, events, siteTime()));
    });

  /** One transaction, in the thread that stores: what is judged, each with its count. */
  const write = async (
    judged: readonly Judged[],
    refused: readonly Arrival[] = []
  ): Promise<readonly StoredOutcome[]> => {
    const events = eventsOf(judged.map(({ verdict }) => verdict));
    const kept = judged.flatMap(({ pending, verdict }) =>
      'doubt' in verdict ? [quarantined(pending, verdict.doubt)] : []
    );
    const arrivals = judged.flatMap(({ pending: { stored }, verdict }) =>
      'event' in verdict ? [] : [arrivalOf(stored.receivedAt, stored.type, verdict)]
    );
    const { part } = getService(strapi, 'intake');
    const payload = { events, kept, arrivals: [...arrivals, ...refused], part, ...siteTime() };
    await letOthersBegin(strapi.db.connection);
    const outcomes = await getService(strapi, 'workers')
      .run('store', payload)
      .catch((error: unknown) => {
        // To a sender it is the same: another process, or this one after its restart, will take them.
        if (!(error instanceof CoreError) || error.code !== 'CANCELLED') throw error;
        throw new CoreError('OVERLOADED', { got: 'a process that ends', expected: 'one that goes on' });
      });
    await getService(strapi, 'quarantine').grown(kept.length);
    return outcomes;
  };

  /**
   * One batch: stored, kept in quarantine and counted in one transaction. What turns out to be too old there follows in
   * a second one, so that each event is in one of the two. Outcomes of what was refused before mean nothing.
   */
  const process = async (batch: readonly Work[]): Promise<Outcome[]> => {
    const pending = batch.flatMap((one) => ('pending' in one ? [one.pending] : []));
    const verdicts = await judge(pending);
    const judged = pending.map((one, at): Judged => ({
      pending: one,
      verdict: roomFor(verdicts[at] ?? { refusal: NO_DOCUMENT }, one),
    }));
    const refused = batch.flatMap((one) =>
      'refused' in one ? one.refused.map((refusal) => arrivalOf(one.receivedAt, null, { refusal })) : []
    );
    const stored = (await write(judged, refused)).values();
    const late: Judged[] = [];
    const outcomes = judged.map(({ pending: one, verdict }): Outcome => {
      if (!('event' in verdict)) return verdict;
      const outcome = stored.next().value ?? 'duplicate';
      if (outcome !== 'too-old') return outcome;
      const left = roomFor({ doubt: tooOld(verdict.event.occurredAt) }, one) as Exclude<Verdict, { event: unknown }>;
      late.push({ pending: one, verdict: left });
      return left;
    });
    if (late.length > 0) await write(late);
    const ofPending = outcomes.values();
    return batch.map((one): Outcome => {
      if ('refused' in one) return 'duplicate';
      return ofPending.next().value ?? { refusal: NO_DOCUMENT };
    });
  };

  const batcher = createBatcher<Work, Outcome>({
    perBatch: LIMITS.eventsPerInsert[databaseClient(strapi)],
    delayMs: LIMITS.flushMs,
    atOnce: LIMITS.insertsAtOnce[databaseClient(strapi)],
    process: (batch) => detached(() => process(batch)),
  });

  /** @throws {CoreError} OVERLOADED when so much waits that `more` events have no room. */
  const refuseWhenFull = (more: number): void => {
    const size = turns.waiting() + batcher.size();
    if (size + more <= LIMITS.bufferedEvents && waitingBytes <= LIMITS.bufferedBytes) return;
    throw new CoreError('OVERLOADED', {
      got: `${size} events waiting`,
      expected: `at most ${LIMITS.bufferedEvents}, of ${LIMITS.bufferedBytes} bytes`,
    });
  };

  /**
   * Take events in. Each is accepted, known already, kept in quarantine, or refused with its reason; good ones are kept
   * whatever the others. Never call it inside a transaction: on SQLite there is one connection, and the answer waits for
   * a commit.
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
    refuseWhenFull(events.length);
    await turns.take(events.length);

    const at = (receivedAt ?? getService(strapi, 'clock').now()).getTime();
    const read = events.map((given) => readEvent(given, trusted, at));
    const wellFormed = read.flatMap((one) => (one.ok ? [one.event] : []));
    const readers = await hashReaders(strapi, wellFormed, trusted, source, at);
    const { siteHosts } = getService(strapi, 'settings').get();
    const pending = read.flatMap((one): Pending[] => {
      if (!one.ok) return [];
      const { event, occurredAt, doubt } = one;
      const reader = readers(event);
      const browser = browserOf(trusted ? event.userAgent : source.userAgent);
      if (!trusted && reader.source !== null) networks.note(reader.source, at);
      return [
        {
          request: requestOf(event),
          stored: storedOf(event, {
            key,
            occurredAt,
            receivedAt: at,
            reader,
            browser,
            siteHosts,
            origin: source.origin,
          }),
          // Robots count for nothing anyway.
          doubt: doubt ?? (browser.isRobot ? null : doubts.of(event, reader, at, trusted)),
          trusted,
        },
      ];
    });
    const refused = read.flatMap((one) => (one.ok ? [] : [one.refusal]));
    const work: Work[] = pending.map((one) => ({ pending: one }));
    if (refused.length > 0) work.push({ refused, receivedAt: at });
    const bytes = pending.reduce((sum, one) => sum + weightOf(one), 0);
    waitingBytes += bytes;
    const outcomes = (await batcher.add(work).finally(() => (waitingBytes -= bytes))).values();
    return summarize(
      read.map((one) =>
        one.ok
          ? { eventId: one.event.eventId, outcome: outcomes.next().value ?? { refusal: NO_DOCUMENT } }
          : { eventId: one.eventId, outcome: { refusal: one.refusal } }
      )
    );
  };

  /**
   * Take in what waits in quarantine, as far as nothing stands against it any more: by the way of every event, so that
   * it counts once, whoever sent or replayed it meanwhile. Suspicions are ours, and whoever replays knows better.
   */
  const retake = async (waiting: readonly QuarantinedEvent[], also: AlsoThen): Promise<Retaken> => {
    const now = getService(strapi, 'clock').now().getTime();
    const pending = waiting.map((event): Pending => {
      const { request, stored, trusted } = keptOf(event);
      return { request, stored, trusted, doubt: inFuture(stored.occurredAt, now) };
    });
    const events = eventsOf(await judge(pending));
    const retaken = { accepted: 0, duplicate: 0, waiting: 0 };
    await store(events, async (trx, { fresh, sealed }) => {
      const taken = events.filter(({ eventKey }) => !sealed.has(eventKey));
      retaken.accepted = fresh.size;
      retaken.duplicate = taken.length - fresh.size;
      retaken.waiting = waiting.length - taken.length;
      const gone = await deleteQuarantined(
        trx,
        taken.map(({ eventKey }) => eventKey)
      );
      await getService(strapi, 'intake').add(trx, [
        { hourStart: hourStart(now), outcome: 'replayed', reason: '', count: gone },
      ]);
      await also(trx, retaken);
    });
    return retaken;
  };

  const pendingOf = (brought: readonly Brought[], at: number): Pending[] => {
    const { siteHosts } = getService(strapi, 'settings').get();
    return brought.map(({ event, occurredAt, doubt, reader, importKey }) => {
      // Robots are left out before.
      const browser = { ...browserOf(event.userAgent), isRobot: false };
      const stored = storedOf(event, { key: '', occurredAt, receivedAt: at, reader, browser, siteHosts });
      return {
        request: requestOf(event),
        stored: { ...stored, importKey },
        doubt: doubt ?? doubts.of(event, reader, at, true),
        trusted: true,
      };
    });
  };

  /**
   * Events of a file: checked and stored as those of a server with a token are, but what can't be accepted is not kept in
   * quarantine, where it would push out what live readers sent; the file is still there and may be taken again.
   */
  const bring = async (brought: readonly Brought[], also: AlsoBrought): Promise<void> => {
    const at = getService(strapi, 'clock').now().getTime();
    const judged = await judge(pendingOf(brought, at));
    // Looking at them took its time, and the transaction will: others have their turn between the two.
    await new Promise((resolve) => setImmediate(resolve));
    await store(eventsOf(judged), async (trx, { fresh, sealed }) => {
      const left = new Set(fresh);
      const outcomes = judged.map((verdict): Outcome => {
        if (!('event' in verdict)) return verdict;
        if (sealed.has(verdict.event.eventKey)) return { doubt: tooOld(verdict.event.occurredAt) };
        return left.delete(verdict.event.eventKey) ? 'accepted' : 'duplicate';
      });
      const arrivals = outcomes.map((outcome, index): Arrival => {
        const type = brought[index]?.event.type ?? null;
        if (typeof outcome === 'string') return { receivedAt: at, type, outcome };
        return arrivalOf(at, type, { refusal: 'doubt' in outcome ? outcome.doubt : outcome.refusal });
      });
      await getService(strapi, 'intake').add(trx, countArrivals(arrivals));
      await also(trx, outcomes);
    });
  };

  return {
    collect,

    /** @param also done in the same transaction, with what became of each. It is called for no events as well. */
    bring: (brought: readonly Brought[], also: AlsoBrought) => detached(() => bring(brought, also)),

    /** What would become of events of a file; whether they are known already, or too old, shows only when they come. */
    foresee: (brought: readonly Brought[]): Promise<Outcome[]> =>
      detached(async () => {
        const at = getService(strapi, 'clock').now().getTime();
        const judged = await judge(pendingOf(brought, at));
        return judged.map((verdict) => ('event' in verdict ? 'accepted' : verdict));
      }),

    /** As `collect`, from a request's body in any of its forms. @throws also INVALID_JSON, INVALID_REQUEST. */
    receive: ({ body, ...request }: Omit<CollectRequest, 'events' | 'key'> & { readonly body: unknown }) => {
      const { events, key } = readBody(body);
      return collect({ ...request, events, ...(key === null ? {} : { key }) });
    },

    /** @param also done in the same transaction. */
    retake: (waiting: readonly QuarantinedEvent[], also: AlsoThen) => detached(() => retake(waiting, also)),

    /** Before a body is read: whether there is room for another event. @throws {CoreError} OVERLOADED. */
    refuseWhenFull: () => refuseWhenFull(1),

    /** The largest part of the latest browsers' events that comes from one network; null while there are few. */
    networkShare: () => networks.largest(getService(strapi, 'clock').now().getTime()),

    /**
     * Forget who did what: a visitor was erased, and names they were the first to use may say who they were. What is
     * remembered of others goes with it, and comes back with their next events.
     */
    forget(): void {
      doubts = createDoubts();
    },

    /** Everything taken in so far is committed. */
    async drain(): Promise<void> {
      do {
        // Whoever came before has its turn before this one, and then waits to be stored.
        await turns.take(1);
        await new Promise((resolve) => setImmediate(resolve));
        await batcher.drain();
      } while (turns.waiting() > 0);
    },

    /** Events waiting for their commit. */
    waiting: () => turns.waiting() + batcher.size(),
  };
};

/** An event of a file, checked by `readEvent`. */
export interface Brought {
  readonly event: EventInput;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  readonly doubt: Doubt | null;
  readonly reader: Reader;
  readonly importKey: string;
}

type AlsoBrought = (trx: Knex, outcomes: readonly Outcome[]) => Promise<void>;

/** What became of events that were taken from quarantine. */
export interface Retaken {
  readonly accepted: number;
  /** They had arrived again meanwhile. */
  readonly duplicate: number;
  /** Something still stands against these: they wait on. */
  readonly waiting: number;
}

type AlsoThen = (trx: Knex, retaken: Retaken) => Promise<void>;

const eventsOf = (verdicts: readonly Verdict[]): StoredEvent[] =>
  verdicts.flatMap((verdict) => ('event' in verdict ? [verdict.event] : []));

const NO_DOCUMENT: Refusal = { code: 'UNKNOWN_DOCUMENT', got: 'nothing', expected: 'a published document' };
