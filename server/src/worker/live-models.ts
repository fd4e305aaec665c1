import type { Knex } from 'knex';

import { CoreError } from '../core/errors';
import { readChunks } from '../repositories/artifact-chunks';
import { findLiveVersion, type ModelKind } from '../repositories/model-versions';

/** The live model decoded, or why there is none. */
export type LiveModel<T> =
  | { readonly modelVersion: string; readonly recipeHash: string; readonly model: T; readonly fallback: null }
  | {
      readonly modelVersion: null;
      readonly recipeHash: '';
      readonly model: null;
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
  const { modelVersion, recipeHash, artifactChecksum: checksum } = live;
  const known = decoded.get(kind);
  if (known?.checksum === checksum) return { modelVersion, recipeHash, model: known.model as T, fallback: null };

  const bytes = await readChunks(knex, modelVersion);
  try {
    if (bytes === null)
      throw new CoreError('ARTIFACT_CORRUPT', { expected: `${live.artifactBytes} bytes`, got: 'none' });
    const model = decode(bytes);
    decoded.set(kind, { checksum, model });
    return { modelVersion, recipeHash, model, fallback: null };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return none('model-unavailable');
  }
}

const none = (fallback: 'no-live-model' | 'model-unavailable') =>
  ({ modelVersion: null, recipeHash: '', model: null, fallback }) as const;
