import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { ExportVisitor, KeptOfVisitor, VisitorFound } from '../contracts/visitors';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { findTitles } from '../repositories/publications';
import { countQuarantined, nextQuarantined, type QuarantinedEvent } from '../repositories/quarantine';
import { type KeptEvent, readVisitor, summarizeVisitor } from '../repositories/visitor-events';
import { getService } from '../utils/get-service';
import { keptOf } from './ingest/pending';
import { afterOf, type Place, placeAfter } from './visitor-data/cursor';
import { instantOf, shapeKept, shapeWaiting } from './visitor-data/shape';

export interface Wanted {
  readonly visitorId: string;
  /** `next` of the page before; null at first. */
  readonly after: string | null;
  readonly limit: number;
  readonly by: string;
}

/** Tells what is kept about a visitor whose id the site knows. */
export const visitorData = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection as Knex;

  const hashOf = (visitorId: string) =>
    getService(strapi, 'visitors').hashGiven('visitor', visitorId, getService(strapi, 'clock').system());

  const find = async (visitor: string): Promise<VisitorFound> => {
    const { events, firstAt, lastAt } = await summarizeVisitor(knex(), visitor);
    return {
      events,
      quarantined: await countQuarantined(knex(), { visitor }),
      firstAt: firstAt === null ? null : instantOf(firstAt),
      lastAt: lastAt === null ? null : instantOf(lastAt),
    };
  };

  const eventsFrom = (visitor: string, place: Place, limit: number): Promise<KeptEvent[]> =>
    place.of === 'events' ? readVisitor(knex(), visitor, { after: place.after, limit }) : Promise.resolve([]);

  const waitingFrom = (visitor: string, place: Place, limit: number): Promise<QuarantinedEvent[]> =>
    limit === 0
      ? Promise.resolve([])
      : nextQuarantined(knex(), { visitor }, { after: place.of === 'quarantine' ? place.after : null, limit });

  /** Of documents that are published now: a title that was taken back is nobody's business any more. */
  const titlesOf = async (keys: readonly TargetKey[]): Promise<(key: TargetKey) => string | null> => {
    const titles = await findTitles(knex(), keys);
    return (key) => titles.get(targetId(key)) ?? null;
  };

  return {
    /** How much there is. */
    lookUp: async (visitorId: string): Promise<VisitorFound> => find(await hashOf(visitorId)),

    /** A page of all that is kept: events in order of time, then what waits in quarantine. The first one is in the journal. */
    async page({ visitorId, after, limit, by }: Wanted): Promise<ExportVisitor['Response']> {
      const visitor = await hashOf(visitorId);
      const place = placeAfter(after);
      const events = await eventsFrom(visitor, place, limit);
      const waiting = await waitingFrom(visitor, place, limit - events.length);
      const titleOf = await titlesOf(events.map(({ key }) => key));
      const data: KeptOfVisitor[] = [
        ...events.map((event) => shapeKept(event, titleOf(event.key))),
        ...waiting.map((event) => shapeWaiting(event, keptOf(event))),
      ];
      const found = await find(visitor);
      if (after === null) {
        const { events: counted, quarantined } = found;
        await strapi.db.transaction(async ({ trx }) =>
          getService(strapi, 'journal').audit(trx as unknown as Knex, {
            code: 'visitor-exported',
            actor: by,
            detail: { events: counted, quarantined },
          })
        );
      }
      return { data, meta: { ...found, next: data.length < limit ? null : afterOf(events, waiting) } };
    },
  };
};
