import type { Knex } from 'knex';

import { CoreError } from '../core/errors';
import { readChunks } from '../repositories/artifact-chunks';
import { findByNumber, findLiveVersion, type ModelKind, type ModelVersionRecord } from '../repositories/model-versions';

/** The live model decoded, or why there is none. */
export type LiveModel<T> =
  | {
      readonly modelVersion: string;
      readonly recipeHash: string;
      readonly model: T;
      /** Size of its artifact. */
      readonly bytes: number;
      readonly fallback: null;
    }
  | {
      readonly modelVersion: null;
      readonly recipeHash: '';
      readonly model: null;
      readonly bytes: 0;
      readonly fallback: 'no-live-model' | 'model-unavailable';
    };

interface Decoded {
  readonly checksum: string;
  readonly model: unknown;
}

/**
 * One decoded model per kind. Owner: this thread. Source: model_versions and its chunks. Staleness: none, since every
 * task asks which version is live. Bound: one per kind.
 */
const decoded = new Map<ModelKind, Decoded>();

/** The live model of a kind, read and decoded only when it is another than last time. Damaged bytes are "unavailable". */
export async function liveModel<T>(
  knex: Knex,
  kind: ModelKind,
  decode: (bytes: Uint8Array) => T
): Promise<LiveModel<T>> {
  const live = await findLiveVersion(knex, kind);
  if (live === null) {
    decoded.delete(kind);
    return none('no-live-model');
  }
  const known = decoded.get(kind);
  if (known?.checksum === live.artifactChecksum) return found(live, known.model as T);
  const model = await decodeVersion(knex, live, decode);
  if (model === null) return none('model-unavailable');
  decoded.set(kind, { checksum: live.artifactChecksum, model });
  return found(live, model);
}

/** A version by its name, live or not; read and decoded each time. @throws {CoreError} NOT_FOUND, ARTIFACT_CORRUPT */
export async function namedModel<T>(
  knex: Knex,
  modelVersion: string,
  decode: (bytes: Uint8Array) => T
): Promise<LiveModel<T>> {
  const [, kind, number] = /^(.+)-(\d+)$/.exec(modelVersion) ?? [];
  const version = await findByNumber(knex, kind as ModelKind, Number(number ?? 0));
  if (version === null) throw new CoreError('NOT_FOUND', { expected: 'a model version', got: modelVersion });
  const model = await decodeVersion(knex, version, decode);
  if (model === null) {
    throw new CoreError('ARTIFACT_CORRUPT', { expected: `all bytes of ${modelVersion}`, got: 'other ones or none' });
  }
  return found(version, model);
}

/** The model in a version's bytes; null when they are missing or damaged. */
async function decodeVersion<T>(
  knex: Knex,
  { modelVersion }: ModelVersionRecord,
  decode: (bytes: Uint8Array) => T
): Promise<T | null> {
  const bytes = await readChunks(knex, modelVersion);
  if (bytes === null) return null;
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof CoreError) return null;
    throw error;
  }
}

const found = <T>({ modelVersion, recipeHash, artifactBytes }: ModelVersionRecord, model: T): LiveModel<T> => ({
  modelVersion,
  recipeHash,
  model,
  bytes: artifactBytes,
  fallback: null,
});

const none = (fallback: 'no-live-model' | 'model-unavailable') =>
  ({ modelVersion: null, recipeHash: '', model: null, bytes: 0, fallback }) as const;
