/**
 * Senders of events, one per site: each sends small batches one after another, and one that was not acknowledged again
 * until it is, as a careful client does. They remember what was acknowledged.
 */
import { setTimeout as pause } from 'node:timers/promises';

import type { Knex } from 'knex';

import { ask } from './ask';
import type { Member } from './member';
import type { SeededSite } from './seed-site';
import { DEATH_MS, isTooLate } from './watch';

const BATCH = 5;
const EVERY_MS = 100;
/** After a refusal: not at once. */
const AGAIN_MS = 300;
const IDS_PER_QUERY = 500;
const OK = [200];

export interface Written {
  readonly acknowledged: readonly string[];
  /** Batches that had to be sent again. */
  readonly again: number;
  readonly slowestMs: number;
  readonly failures: readonly string[];
}

export interface Writers {
  /** Ends when the last batch of each is acknowledged. */
  stop(): Promise<Written>;
}

interface Collected {
  readonly data: { readonly received: number; readonly accepted: number; readonly duplicate: number };
}

/** A browser sends to the first site with the publishable key, servers to the others with a token. */
const bodyFor = (at: number, key: string, events: readonly object[]) => (at === 0 ? { key, events } : { events });

export interface WriteOptions {
  /** First part of every event's id. */
  readonly prefix: string;
  readonly mayBeUnavailable: () => boolean;
  readonly longestAnswerMs: number;
}

export function beginWriting(
  sites: readonly Member[],
  site: SeededSite,
  { prefix, mayBeUnavailable, longestAnswerMs }: WriteOptions
): Writers {
  const acknowledged: string[] = [];
  const failures: string[] = [];
  let again = 0;
  let slowestMs = 0;
  let stopped = false;
  let next = 0;
  const documentId = site.documentIds.at(-2);

  const batch = () =>
    Array.from({ length: BATCH }, () => ({
      eventId: `${prefix}-${String(next++).padStart(10, '0')}`,
      type: 'view',
      documentId,
      locale: 'en',
    }));

  /** Whether all of it is kept now. */
  const send = async (to: Member, at: number, events: readonly object[]): Promise<boolean> => {
    const life = to.life();
    const couldBeAway = mayBeUnavailable();
    const answer = await ask(`${to.url}/api/foresight/events`, {
      method: 'POST',
      json: bodyFor(at, site.publishableKey, events),
      ...(at === 0 ? {} : { token: site.eventToken }),
    });
    if (answer.failure !== null) await pause(DEATH_MS);
    const livedOn = to.isUp() && to.life() === life;
    if (OK.includes(answer.status)) {
      const { received, accepted, duplicate } = (answer.body as Collected).data;
      if (accepted + duplicate === received) return true;
      failures.push(`${to.name} refused events: ${JSON.stringify(answer.body).slice(0, 300)}`);
      return false;
    }
    if (!livedOn) return false;
    slowestMs = Math.max(slowestMs, answer.ms);
    const what = `${answer.failure ?? answer.status} after ${Math.round(answer.ms)} ms`;
    if (answer.ms > longestAnswerMs) failures.push(`${to.name} answered events late: ${what}`);
    else if (isTooLate(answer, longestAnswerMs)) return false;
    else if (answer.status !== 503 || !(couldBeAway || mayBeUnavailable())) {
      failures.push(`${to.name} answered events with ${what}`);
    }
    return false;
  };

  const write = async (to: Member, at: number): Promise<void> => {
    while (!stopped) {
      const events = batch();
      while (!(to.isUp() && (await send(to, at, events)))) {
        again++;
        await pause(AGAIN_MS);
        if (failures.length > 100) return;
      }
      acknowledged.push(...events.map(({ eventId }) => eventId));
      await pause(EVERY_MS);
    }
  };

  const writing = sites.map(write);
  return {
    async stop() {
      stopped = true;
      await Promise.all(writing);
      return { acknowledged, again, slowestMs, failures };
    },
  };
}

/** Of these events, how many are not there, and how many are there more than once. */
export async function countWrong(
  knex: Knex,
  eventIds: readonly string[]
): Promise<{ readonly lost: number; readonly doubled: number }> {
  let lost = 0;
  let doubled = 0;
  for (let from = 0; from < eventIds.length; from += IDS_PER_QUERY) {
    const asked = eventIds.slice(from, from + IDS_PER_QUERY);
    const rows = (await knex('foresight_events')
      .whereIn('event_id', [...asked])
      .groupBy('event_id')
      .select('event_id')
      .count({ n: '*' })) as { event_id: string; n: string | number }[];
    lost += asked.length - rows.length;
    doubled += rows.filter(({ n }) => Number(n) > 1).length;
  }
  return { lost, doubled };
}
