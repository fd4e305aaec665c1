import { LIMITS } from '../config/defaults';
import type { ModelVersionRecord } from '../repositories/model-versions';

type Version = Pick<
  ModelVersionRecord,
  'id' | 'modelVersion' | 'versionNumber' | 'status' | 'artifactBytes' | 'promotedAt' | 'retiredAt'
>;

/**
 * Where rolling back leads: to the newest version below the live one that was once live and still has its bytes.
 * Rolling back twice therefore goes two steps back and never forward again.
 */
export function previousLive<V extends Version>(versions: readonly V[]): V | null {
  const live = versions.find(({ status }) => status === 'live');
  const below = live?.versionNumber ?? Infinity;
  const earlier = versions.filter(
    ({ status, versionNumber, promotedAt, artifactBytes }) =>
      status === 'retired' && versionNumber < below && promotedAt !== null && artifactBytes > 0
  );
  return earlier.sort((a, b) => b.versionNumber - a.versionNumber)[0] ?? null;
}

/** Versions of one kind whose bytes are no longer needed: all but live, the one to roll back to, and the newest few. */
export function versionsToPrune<V extends Version>(versions: readonly V[]): V[] {
  const previous = previousLive(versions);
  const newest = [...versions].sort((a, b) => b.versionNumber - a.versionNumber).slice(0, LIMITS.versionsKept);
  const kept = new Set([...newest.map(({ id }) => id), previous?.id]);
  return versions.filter(({ id, status, artifactBytes }) => status !== 'live' && artifactBytes > 0 && !kept.has(id));
}
