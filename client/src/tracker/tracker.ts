import { eventId } from '../event-id';
import { watchClicks } from './clicks';
import { guard } from './guard';
import { watchImpressions } from './impressions';
import { isExcluded } from './is-excluded';
import type { TrackerOptions } from './options';
import { createOutbox } from './outbox';
import { type About, aboutOf, factOf } from './page-facts';
import { followReading } from './reading';

/** What belongs to an event beside its name; what is given here stands before what the page says. */
export interface EventFields extends About {
  readonly value?: number;
  readonly properties?: Readonly<Record<string, string | number | boolean>>;
}

/** What a site may tell. Nothing throws, and nothing waits. */
export interface Tell {
  /** A goal was reached; somebody searched the site for this, or passed the page on by this network; anything else. */
  (type: 'conversion' | 'search' | 'share' | 'custom', name: string, fields?: EventFields): void;
  /** Another page is read: where the address does not say so, or the page does not say which. */
  (type: 'view', about?: About): void;
  /** From here on the reader is known by this id, to which they agreed; without one they are anonymous again. */
  (type: 'consent', visitorId?: string): void;
}

/** Begins to tell a Foresight server what is read here. Once per page; whatever goes wrong, the page does not notice. */
export function startTracker(options: TrackerOptions): Tell {
  let tell: Tell = () => undefined;
  guard(() => {
    if (!isExcluded(options)) tell = guard(begin(options)) as Tell;
  })();
  return tell;
}

function begin(options: TrackerOptions): (type: string, given?: About | string, fields?: EventFields) => void {
  const NAME_CHARACTERS = 64;
  const [add, leave] = createOutbox(options.url, options.key);
  let visitorId = /true/.test(options.consent as string) ? options.visitorId : undefined;

  const emit = guard((type: string, about: About, fields?: object) =>
    add({ eventId: eventId(), type, visitorId, consent: visitorId && true, ...about, ...fields })
  );
  const emitItem = (type: string) => (item: Element) =>
    emit(type, aboutOf(item, options, 'item'), {
      properties: { receipt: factOf(item, 'list'), position: factOf(item, 'position') },
    });

  const [about, report, turn] = followReading(options, emit, watchImpressions(emitItem('impression')), leave);
  watchClicks(emitItem('click'), (name, properties) => emit('click', about(), { name, properties }));
  return (type, given, fields) => {
    if (type === 'view') turn(given as About);
    else if (type === 'consent') {
      // What was read before stays anonymous.
      report();
      visitorId = given as string;
    } else emit(type, about(), { name: (given as string).slice(0, NAME_CHARACTERS), ...fields });
  };
}
