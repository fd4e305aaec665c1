import type { PublishableKey } from '../../contracts/admin';
import type { PublishableKey as StoredKey } from '../../repositories/keys';

const instantOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A stored key as the settings page shows it. */
export const shapeKey = ({
  keyId,
  name,
  publishableKey,
  origins,
  createdAt,
  expiresAt,
  revokedAt,
  lastUsedAt,
}: StoredKey): PublishableKey => ({
  id: keyId,
  name,
  key: publishableKey,
  createdAt: new Date(createdAt).toISOString(),
  revokedAt: instantOf(revokedAt),
  expiresAt: instantOf(expiresAt),
  lastUsedAt: instantOf(lastUsedAt),
  origins,
  fromConfig: false,
});

/** Keys made in the settings, then those of the configuration, which can't be revoked there. */
export const shapeKeys = (stored: readonly StoredKey[], configured: readonly string[]): PublishableKey[] => [
  ...stored.map(shapeKey),
  ...configured.map((key, index) => ({
    id: `config-${index}`,
    name: 'config/plugins',
    key,
    createdAt: null,
    revokedAt: null,
    expiresAt: null,
    lastUsedAt: null,
    origins: [],
    fromConfig: true,
  })),
];
