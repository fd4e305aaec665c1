import type { EventInput } from '../../contracts/events';
import { type Device, sourceTypeOf } from '../../core/events';
import type { StoredEvent } from '../../repositories/events';

type Breakdown = Pick<StoredEvent, 'sourceType' | 'device' | 'scroll' | 'properties'>;

/**
 * What an event is broken down by, reduced to a word or a number each: the addresses and the user agent it is read from
 * are kept nowhere. `properties.scroll` of an engagement, 0-1, becomes a column of its own, which counting can read.
 *
 * @param device by its user agent; null where a server sends none.
 * @param origin of the page, where a browser says it.
 */
export function breakdownOf(
  { type, referrer, url, campaign, properties = {} }: EventInput,
  device: Device | null,
  siteHosts: readonly string[],
  origin?: string
): Breakdown {
  const { scroll, ...others } = properties;
  const isDepth = type === 'engagement' && typeof scroll === 'number' && scroll >= 0 && scroll <= 1;
  const kept = isDepth ? others : properties;
  return {
    sourceType: sourceTypeOf({ referrer, url, campaign, origin, siteHosts }),
    device,
    scroll: isDepth ? scroll : null,
    properties: Object.keys(kept).length === 0 ? null : kept,
  };
}
