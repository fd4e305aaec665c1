import type { PublishableKey } from '../../../../server/src/contracts/admin';

export type KeyState = 'in-use' | 'expiring' | 'expired' | 'revoked' | 'from-config';

/** What can be done with a key, and whether events are taken with it. */
export const keyState = (
  { revokedAt, expiresAt, fromConfig }: Pick<PublishableKey, 'revokedAt' | 'expiresAt' | 'fromConfig'>,
  now: number
): KeyState => {
  if (fromConfig) return 'from-config';
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'in-use';
  return Date.parse(expiresAt) > now ? 'expiring' : 'expired';
};

/** Events are taken with it. */
export const isTaken = (key: Parameters<typeof keyState>[0], now: number): boolean =>
  !['revoked', 'expired'].includes(keyState(key, now));
