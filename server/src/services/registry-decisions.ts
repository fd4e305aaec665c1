import { LIMITS } from '../config/defaults';
import type { ModelAlias } from '../contracts/admin';
import { MODEL_KINDS, type ModelKind, type ModelVersionRecord } from '../repositories/model-versions';

type Version = Pick<
  ModelVersionRecord,
  'id' | 'kind' | 'modelVersion' | 'versionNumber' | 'status' | 'artifactBytes' | 'promotedAt' | 'retiredAt'
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

/** The newest version that could go live and never was: below nothing that was live since. */
export function newestCandidate<V extends Version>(versions: readonly V[]): V | null {
  const candidates = versions.filter(({ status, artifactBytes }) => status === 'candidate' && artifactBytes > 0);
  return candidates.sort((a, b) => b.versionNumber - a.versionNumber)[0] ?? null;
}

/** Of versions of one kind, the one an alias stands for. */
export function byAlias<V extends Version>(versions: readonly V[], alias: ModelAlias): V | null {
  if (alias === 'live') return versions.find(({ status }) => status === 'live') ?? null;
  return alias === 'previous' ? previousLive(versions) : newestCandidate(versions);
}

/** What each of some versions is to its kind, by id; at most three per kind have an alias. */
export function aliasesOf(versions: readonly Version[]): Map<string, ModelAlias> {
  const aliases = new Map<string, ModelAlias>();
  for (const kind of MODEL_KINDS) {
    const own = versions.filter((version) => version.kind === kind);
    for (const alias of ['previous', 'candidate', 'live'] as const) {
      const version = byAlias(own, alias);
      if (version !== null) aliases.set(version.id, alias);
    }
  }
  return aliases;
}

/** Candidates that never served and are no longer the newest: nobody is going to ask what they expected. */
export function neverServed<V extends Version>(versions: readonly V[]): string[] {
  const newest = newestCandidate(versions);
  return versions
    .filter(({ id, status, promotedAt }) => status !== 'live' && promotedAt === null && id !== newest?.id)
    .map(({ modelVersion }) => modelVersion);
}

export interface ModelReference {
  readonly kind: ModelKind;
  readonly alias: ModelAlias | null;
  readonly versionNumber: number | null;
}

/** `ranker@live`, `ranker-12`; anything else is an id, with neither alias nor number. */
export function readReference(reference: string): ModelReference {
  const [, kind, sign, rest = ''] = /^([a-z-]+?)(@|-)(live|previous|candidate|\d{1,9})$/.exec(reference) ?? [];
  const known = MODEL_KINDS.find((each) => each === kind);
  const isNumber = /^\d+$/.test(rest);
  if (known === undefined || isNumber !== (sign === '-')) return { kind: 'ranker', alias: null, versionNumber: null };
  return isNumber
    ? { kind: known, alias: null, versionNumber: Number(rest) }
    : { kind: known, alias: rest as ModelAlias, versionNumber: null };
}
