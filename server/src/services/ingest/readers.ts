import type { Core } from '@strapi/strapi';
import { isbot } from 'isbot';

import type { EventInput } from '../../contracts/events';
import { getService } from '../../utils/get-service';
import type { ReaderHashes } from '../visitors';
import type { Reader } from './pending';

/** A browser without a name is none. A server that sends no user agent says nothing about bots. */
export const isRobot = (userAgent: string | undefined): boolean =>
  userAgent !== undefined && (userAgent === '' || isbot(userAgent));

/** Hashes of who stands behind each event: the sender of the request, or whom a trusted server names. */
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
  const bySession = new Map<string | null, ReaderHashes>();
  for (const { sessionId } of events) {
    const id = sessionId ?? null;
    if (!bySession.has(id)) bySession.set(id, await visitors.hash(source, id, at));
  }
  return ({ sessionId }) => bySession.get(sessionId ?? null) ?? { visitor: null, session: null, source: null };
}
