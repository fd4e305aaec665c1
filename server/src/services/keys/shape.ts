import type { PublishableKey } from '../../contracts/admin';
import type { PublishableKey as StoredKey } from '../../repositories/keys';

/** A stored key as the settings page shows it. */
export const shapeKey = ({ keyId, name, publishableKey, createdAt, revokedAt }: StoredKey): PublishableKey => ({
  id: keyId,
  name,
  key: publishableKey,
  createdAt: new Date(createdAt).toISOString(),
  revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
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
    fromConfig: true,
  })),
];
