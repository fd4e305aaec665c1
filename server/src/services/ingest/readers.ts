import type { Core } from '@strapi/strapi';

import type { EventInput } from '../../contracts/events';
import { getService } from '../../utils/get-service';
import type { ReaderHashes } from '../visitors';
import type { Reader } from './pending';

/** Hashes of who stands behind each event: the sender of the request, whom a trusted server names, or who agreed to it. */
export async function hashReaders(
  strapi: Core.Strapi,
  events: readonly EventInput[],
  trusted: boolean,
  source: { readonly address: string; readonly userAgent: string },
  at: number
): Promise<(event: EventInput) => Reader> {
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
