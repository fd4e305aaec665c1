import type { Core } from '@strapi/strapi';

import { foresight } from './foresight';

/** Most events the ingest service takes at once. */
const BATCH = 500;
/** Batches under way together: the buffer stays far below its limit. */
const IN_FLIGHT = 4;

/** Days before the end whose events come hour by hour, as the page Events shows them. */
const BY_HOUR_DAYS = 15;
const HOUR_MS = 3_600_000;

export interface TimedEvent {
  /** ISO 8601. */
  readonly occurredAt: string;
}

export interface TrafficCounts {
  readonly received: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
}

/**
 * Sends events through the plugin's own ingest service, as a server with a token would, each as if it had come when it
 * happened.
 *
 * @throws Error with the first refusal when any event was refused: the demo's own events must all be right.
 */
export async function sendEvents(
  strapi: Core.Strapi,
  events: readonly TimedEvent[],
  tick: (detail: string) => void
): Promise<TrafficCounts> {
  const total = { received: 0, accepted: 0, duplicate: 0, rejected: 0 };
  const ingest = foresight(strapi, 'ingest');
  const source = { address: '127.0.0.1', userAgent: 'foresight-demo' };

  const batches = batchesOf(events);
  for (let at = 0; at < batches.length; at += IN_FLIGHT) {
    const answers = await Promise.all(
      batches.slice(at, at + IN_FLIGHT).map((batch) => {
        const receivedAt = new Date(timeOf(batch[batch.length - 1]));
        return ingest.collect({ events: batch, trusted: true, source, receivedAt });
      })
    );
    for (const answer of answers) {
      const [first] = answer.errors;
      if (first) throw new Error(`event refused: ${first.code}, expected ${first.expected}, got ${first.got}`);
      for (const name of ['received', 'accepted', 'duplicate', 'rejected'] as const) total[name] += answer[name];
    }
    tick(`${total.received.toLocaleString('en')} of ${events.length.toLocaleString('en')} events`);
  }
  return total;
}

const timeOf = (event: TimedEvent | undefined): number => Date.parse(event?.occurredAt ?? '');

/** In the order of their time; the latest days' by their hour. */
function batchesOf(events: readonly TimedEvent[]): TimedEvent[][] {
  const sorted = [...events].sort((a, b) => timeOf(a) - timeOf(b));
  const byHour = timeOf(sorted[sorted.length - 1]) - BY_HOUR_DAYS * 24 * HOUR_MS;
  const hourOf = (event: TimedEvent): number => Math.floor(Math.max(timeOf(event), byHour) / HOUR_MS);
  const batches: TimedEvent[][] = [];
  for (const event of sorted) {
    const last = batches[batches.length - 1];
    if (last !== undefined && last.length < BATCH && hourOf(last[0] ?? event) === hourOf(event)) last.push(event);
    else batches.push([event]);
  }
  return batches;
}
