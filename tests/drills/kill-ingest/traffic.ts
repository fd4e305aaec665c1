/** What the drill's senders send: batches of servers with a token, and of browsers, each the same whenever it is made. */
import { createRandom } from '../../../server/src/core/math/random';
import { DAY_MS } from '../../../server/src/core/rollup';
import { BROWSER } from '../../helpers/ingest-site';

export const DOCUMENTS = Array.from({ length: 12 }, (_, at) => `document-${at}`);

/** The site's clock stands here: what browsers send is of this instant, what servers send of the month before. */
export const NOW = Date.UTC(2026, 5, 1, 12, 0, 30);
const SPAN_MS = 30 * DAY_MS;

export interface SentEvent {
  readonly eventId: string;
  readonly type: 'view' | 'engagement' | 'click' | 'conversion';
  readonly documentId: string;
  readonly occurredAt?: string;
}

export interface Batch {
  /** A browser's address; null: a server's. */
  readonly address: string | null;
  readonly browser: string;
  readonly events: readonly SentEvent[];
}

/** Of ten batches one is a browser's, of one or two events, and from a network of its own. */
export function batchOf(seed: number, index: number): Batch {
  const random = createRandom(seed * 1_000_003 + index);
  const isBrowser = index % 10 === 9;
  const size = isBrowser ? 1 + random.int(2) : 1 + random.int(100);
  const events = Array.from({ length: size }, (_, at): SentEvent => {
    const type = (['view', 'view', 'view', 'engagement', 'click', 'conversion'] as const)[random.int(6)] ?? 'view';
    const measured =
      type === 'engagement' ? { value: random.int(60_000), properties: { scroll: random.int(101) / 100 } } : {};
    const known = {
      occurredAt: new Date(NOW - random.int(SPAN_MS)).toISOString(),
      userAgent: BROWSER,
      ...(random.int(3) === 0 ? {} : { visitorId: `visitor-${random.int(400)}` }),
      ...(random.int(3) === 0 ? {} : { sessionId: `session-${random.int(2_000)}` }),
    };
    return {
      eventId: `kill-${String(index).padStart(9, '0')}-${String(at).padStart(3, '0')}`,
      type,
      documentId: DOCUMENTS[random.int(DOCUMENTS.length)] ?? '',
      ...measured,
      ...(isBrowser ? {} : known),
    };
  });
  const address = isBrowser ? `${20 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.7` : null;
  return { address, browser: `${BROWSER} ${index}`, events };
}
