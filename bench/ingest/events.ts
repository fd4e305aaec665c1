/** Events as the tracker sends them, of readers who have a network each. */
import { createRandom } from '../../server/src/core/math/random';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export interface Sent {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * @param keys      so many that no key's allowance is used up
 * @param documents of the site
 * @returns         ever new requests of `size` events
 */
export function createSender(seed: number, keys: readonly string[], documents: readonly string[]) {
  const random = createRandom(seed);
  const rank = byPopularity(documents.length);
  let sent = 0;

  const hex = (digits: number): string =>
    Array.from({ length: digits / 4 }, () => random.int(0x10000).toString(16).padStart(4, '0')).join('');
  const eventId = (): string => {
    const time = Date.now().toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(4).slice(1)}-8${hex(4).slice(1)}-${hex(12)}`;
  };
  const event = (): object => {
    const about = { documentId: documents[rank(random.next())], locale: 'en' };
    // Who opens more than 60 documents in a minute is taken for a program.
    return random.int(3) === 0
      ? { eventId: eventId(), type: 'view', ...about, referrer: 'https://www.google.com/', campaign: false }
      : { eventId: eventId(), type: 'engagement', ...about, value: random.int(60_000), properties: { scroll: 0.7 } };
  };

  return (size: number): Sent => {
    const reader = sent++;
    const key = keys[reader % keys.length] ?? '';
    const events = Array.from({ length: size }, event);
    return {
      body: JSON.stringify({ key, events }),
      headers: {
        'X-Forwarded-For': `${20 + ((reader >> 16) & 127)}.${(reader >> 8) & 255}.${reader & 255}.7`,
        'User-Agent': FIREFOX,
        'Content-Type': 'text/plain',
      },
    };
  };
}

/**
 * Draws places of documents as readers do: the second is read half as often as the first, the third a third as often
 * (Zipf's law). @returns a place for a number from 0 to 1.
 */
function byPopularity(count: number): (drawn: number) => number {
  const upTo: number[] = [];
  for (let place = 0; place < count; place++) upTo.push((upTo[place - 1] ?? 0) + 1 / (place + 1));
  const all = upTo[count - 1] ?? 0;
  return (drawn) => {
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) < drawn * all) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
