import { createHmac } from 'node:crypto';

const HASH_DIGITS = 32;

/**
 * Salted hash of what tells one visitor (or session, or source) from another; 32 hex digits.
 * Once the salt is destroyed nobody can say whose hash it was.
 *
 * @param parts such as the site's visitor id, or address prefix and user agent; absent parts as empty strings.
 */
export function visitorHash(salt: string | Uint8Array, parts: readonly string[]): string {
  return createHmac('sha256', salt).update(JSON.stringify(parts)).digest('hex').slice(0, HASH_DIGITS);
}
