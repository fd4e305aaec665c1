import type { EventInput } from '../../contracts/events';
import { eventKey } from '../../core/events';
import type { TargetKey } from '../../core/target';
import type { StoredEvent } from '../../repositories/events';
import type { QuarantinedEvent } from '../../repositories/quarantine';
import { shortly } from '../../utils/shortly';
import { normalPath } from '../publications/site-path';
import { breakdownOf } from './breakdown';
import type { Browser } from './browsers';
import type { Doubt } from './read-event';
import type { TargetRequest } from './targets';

/** An event that needs only its document to be stored. */
export interface Pending {
  readonly request: TargetRequest;
  readonly stored: Omit<StoredEvent, 'key'>;
  /** What stands against it already; null when nothing does. */
  readonly doubt: Doubt | null;
  /** A server's token vouches for it. */
  readonly trusted: boolean;
}

export interface Reader {
  readonly visitor: string | null;
  readonly session: string | null;
  readonly source: string | null;
}

/** What a request of an event says it belongs to. */
export const requestOf = ({ documentId, url, contentType, locale }: EventInput): TargetRequest => ({
  documentId: documentId ?? null,
  url: url ?? null,
  contentType: contentType ?? null,
  locale: locale ?? null,
});

/** An event as it will be stored, once its document is found. Times in milliseconds since 1970. */
export const storedOf = (
  event: EventInput,
  {
    key,
    occurredAt,
    receivedAt,
    reader,
    browser,
    siteHosts,
    origin,
  }: {
    readonly key: string;
    readonly occurredAt: number;
    readonly receivedAt: number;
    readonly reader: Reader;
    readonly browser: Browser;
    readonly siteHosts: readonly string[];
    /** Of the page, where a browser says it. */
    readonly origin?: string | undefined;
  }
): Pending['stored'] => {
  const { sourceType, device, scroll, properties } = breakdownOf(event, browser.device, siteHosts, origin);
  return {
    eventKey: eventKey(key, event.eventId),
    eventId: event.eventId,
    type: event.type,
    name: event.name ?? null,
    occurredAt,
    receivedAt,
    visitor: reader.visitor,
    session: reader.session,
    source: reader.source,
    sourceType,
    device,
    bot: browser.isRobot,
    value: event.value ?? null,
    scroll,
    properties,
    importKey: null,
  };
};

/** The event, now that its document is known. Field by field: what V8 makes of a spread takes three times the memory. */
export const withKey = (stored: Pending['stored'], key: TargetKey): StoredEvent => ({
  eventKey: stored.eventKey,
  eventId: stored.eventId,
  type: stored.type,
  name: stored.name,
  key,
  occurredAt: stored.occurredAt,
  receivedAt: stored.receivedAt,
  visitor: stored.visitor,
  session: stored.session,
  source: stored.source,
  sourceType: stored.sourceType,
  device: stored.device,
  bot: stored.bot,
  value: stored.value,
  scroll: stored.scroll,
  properties: stored.properties,
  importKey: stored.importKey ?? null,
});

/** Bytes an event takes while it waits, about: its texts, and what objects cost. */
export function weightOf({ request, stored }: Pending): number {
  const properties = Object.entries(stored.properties ?? {});
  const texts = properties.reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
  return 1_000 + 2 * ((request.url?.length ?? 0) + texts) + 50 * properties.length;
}

/** What a column of short text holds. */
const LONGEST = 255;

/** An event as the quarantine keeps it: of an address its path alone, for what follows may be anybody's. */
export function quarantined({ request, stored, trusted }: Pending, doubt: Doubt): QuarantinedEvent {
  const url = request.url === null ? null : normalPath(request.url);
  return {
    eventKey: stored.eventKey,
    reason: doubt.reason,
    uid: request.contentType ?? '',
    documentId: request.documentId ?? '',
    url: (url ?? '').slice(0, LONGEST),
    source: stored.source,
    visitor: stored.visitor,
    firstAt: stored.receivedAt,
    lastAt: stored.receivedAt,
    times: 1,
    payload: JSON.stringify({
      request: { ...request, url },
      stored,
      trusted,
      told: { got: request.documentId === null ? `url: ${shortly(url)}` : doubt.got, expected: doubt.expected },
    } satisfies Kept),
  };
}

interface Kept extends Omit<Pending, 'doubt'> {
  readonly told: { readonly got: string; readonly expected: string };
}

/** What was kept of an event; `told` is what its sender was told. */
export const keptOf = ({ payload }: QuarantinedEvent): Kept => JSON.parse(payload) as Kept;
