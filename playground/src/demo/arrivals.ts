import { createChance, seedOf, type SimEvent } from '../simulator';

/** How readers of the magazine come, with the part of visits that begin so. */
const WAYS = [
  { part: 0.34, says: { referrer: 'https://www.google.com/' } },
  { part: 0.28, says: { referrer: '' } },
  { part: 0.1, says: { referrer: 'https://www.facebook.com/' } },
  { part: 0.08, says: { referrer: 'https://mastodon.social/' } },
  { part: 0.08, says: { referrer: '', campaign: true } },
  { part: 0.05, says: { referrer: 'https://duckduckgo.com/' } },
  { part: 0.07, says: { referrer: 'https://harbour-walks.example/' } },
] as const;
const FROM_WITHIN = { referrer: '/' };

/**
 * What the tracker would say beside each event: how the reader came, and how far down the page they have been. Chances
 * of its own, so that who reads what and when stays as it is.
 *
 * @returns called with the events in their order.
 */
export function createArrivals(seed: number): (event: SimEvent) => object {
  const random = createChance(seedOf(seed, 'arrivals'));
  const begun = new Set<string>();

  const wayIn = (): object => {
    let left = random.next();
    return (WAYS.find(({ part }) => (left -= part) < 0) ?? WAYS[0]).says;
  };

  return ({ type, session, value }) => {
    if (type === 'engagement' && value !== undefined) {
      // Who reads longer gets further down, as a rule.
      const reach = 1 - Math.exp(-value / 60_000);
      return {
        properties: { scroll: Math.round(100 * Math.min(1, 0.2 + 0.8 * reach * (0.6 + 0.6 * random.next()))) / 100 },
      };
    }
    if (type !== 'view') return {};
    if (begun.has(session)) return FROM_WITHIN;
    begun.add(session);
    return wayIn();
  };
}
