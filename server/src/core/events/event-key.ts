import { sha256 } from '../sha256';

const UUID_V7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const NO_TIME = '000000000000';
const HASH_DIGITS = 40;

/**
 * The unique key of an event: 12 hex digits of the time inside a UUIDv7 (zeros for other ids), then 40 of a hash.
 * An event sent again has the same key; two sites' keys may use the same id. The time only orders the index.
 */
export function eventKey(publishableKey: string, eventId: string): string {
  const [, high, low] = UUID_V7.exec(eventId) ?? [];
  const time = high !== undefined && low !== undefined ? `${high}${low}`.toLowerCase() : NO_TIME;
  // JSON keeps the two apart whatever characters they hold.
  return time + sha256(JSON.stringify([publishableKey, eventId])).slice(0, HASH_DIGITS);
}
