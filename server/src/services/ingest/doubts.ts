import { LIMITS } from '../../config/defaults';
import type { EventInput } from '../../contracts/events';
import { createBehaviourWatch, createHourlyBound, createNameBound, QUARANTINE_CODES } from '../../core/events';
import type { Pending, Reader } from './pending';
import type { Doubt, Refusal } from './read-event';
import { createTokenBuckets } from './token-bucket';

const HOUR_SECONDS = 3_600;
/** Servers share one place: their events have no network. */
const SERVERS = 'servers';

/**
 * What this process remembers of who sends what, to tell readers from what only looks like them, and to keep any one
 * sender from filling the quarantine. Every part has a bound of its own; a restart forgets it all.
 */
export function createDoubts() {
  const names = createNameBound({ total: LIMITS.eventNames, perSource: LIMITS.eventNamesPerSource });
  const behaviour = createBehaviourWatch({ readers: LIMITS.watchedReaders, shares: LIMITS.watchedShares });
  const targets = createHourlyBound(LIMITS.quarantinedTargets);
  const bucketsOf = (anHour: number) =>
    createTokenBuckets({ burst: anHour, perSecond: anHour / HOUR_SECONDS, maxSources: LIMITS.rateLimitSources });
  const [bySource, byServers] = [bucketsOf(LIMITS.quarantinedPerSource), bucketsOf(LIMITS.quarantinedOfServers)];

  return {
    /** What speaks against an event that is well formed, before anybody looks for its document. */
    of(event: EventInput, { visitor, source }: Reader, at: number, trusted: boolean): Doubt | null {
      const inUse = [
        ...Object.keys(event.properties ?? {}),
        ...(event.name === undefined ? [] : [`name ${event.name}`]),
      ];
      const tooMany = names.take(inUse, trusted ? null : source);
      if (tooMany !== null) {
        const expected = `names in use already, or at most ${LIMITS.eventNamesPerSource} new ones of one network`;
        return { reason: 'too-many-names', code: QUARANTINE_CODES['too-many-names'], got: tooMany, expected };
      }
      if (trusted || event.type !== 'view' || visitor === null) return null;
      const document = event.documentId ?? event.url ?? '';
      const suspicion = behaviour.judge({ visitor, source, document, at });
      return suspicion === null ? null : { ...suspicion, code: QUARANTINE_CODES[suspicion.reason] };
    },

    /** Why there is no room in the quarantine for an event, or null when there is. @param among sites that share it. */
    full({ request, stored, trusted }: Pending, { reason }: Doubt, among: number): Refusal | null {
      const now = performance.now();
      const [buckets, anHour, source] = trusted
        ? [byServers, LIMITS.quarantinedOfServers, SERVERS]
        : [bySource, LIMITS.quarantinedPerSource, stored.source ?? 'unknown'];
      const refuse = (got: string, expected: string): Refusal => ({ code: 'QUARANTINE_FULL', got, expected });
      if (buckets.take(source, now, among).waitSeconds > 0) {
        return refuse(`${reason}, of a sender with many such events`, `at most ${anHour} of one sender an hour`);
      }
      const { contentType, documentId, locale, url } = request;
      if (targets.take(JSON.stringify([contentType, documentId, locale, url]), now)) return null;
      return refuse(reason, `at most ${LIMITS.quarantinedTargets} different documents and addresses an hour`);
    },
  };
}
