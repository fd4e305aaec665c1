import type { Core } from '@strapi/strapi';

import { foresight } from './foresight';

/** Most events the ingest service takes at once. */
const BATCH = 500;
/** Batches under way together: the buffer stays far below its limit. */
const IN_FLIGHT = 4;

export interface TrafficCounts {
  readonly received: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
}

/**
 * Sends events through the plugin's own ingest service, as a server with a token would.
 *
 * @throws Error with the first refusal when any event was refused: the demo's own events must all be right.
 */
export async function sendEvents(
  strapi: Core.Strapi,
  events: readonly object[],
  tick: (detail: string) => void
): Promise<TrafficCounts> {
  const total = { received: 0, accepted: 0, duplicate: 0, rejected: 0 };
  const ingest = foresight(strapi, 'ingest');
  const source = { address: '127.0.0.1', userAgent: 'foresight-demo' };

  for (let at = 0; at < events.length; at += BATCH * IN_FLIGHT) {
    const batches = Array.from({ length: IN_FLIGHT }, (_, index) =>
      events.slice(at + index * BATCH, at + (index + 1) * BATCH)
    ).filter(({ length }) => length > 0);
    const answers = await Promise.all(
      batches.map((batch) => ingest.collect({ events: [...batch], trusted: true, source }))
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
