import { decodeRanker, decodeTextBundle } from '../../core/evaluate';
import { CoreError } from '../../core/errors';
import { CATALOG } from '../../core/features/catalog';
import { FIELD_PREFIX } from '../../core/features/columns';
import type { ModelKind } from '../../repositories/model-versions';

export interface InspectModelPayload {
  readonly kind: ModelKind;
  readonly artifact: Uint8Array;
}

/**
 * Whether this build can answer from a model that was made elsewhere: it decodes, and every feature it looks at is known.
 *
 * @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE, MODEL_NOT_USABLE.
 */
export async function inspectModelTask({ kind, artifact }: InspectModelPayload): Promise<void> {
  if (kind !== 'ranker') {
    decodeTextBundle(artifact, kind);
    return;
  }
  const known = new Set(CATALOG.map(({ name }) => name));
  const { columns } = decodeRanker(artifact);
  const foreign = columns.filter((name) => !known.has(name) && !name.startsWith(FIELD_PREFIX));
  if (foreign.length === 0) return;
  const got = `${foreign.length} it does not, such as ${foreign[0]}`;
  throw new CoreError('MODEL_NOT_USABLE', { expected: 'features that this version of the plugin knows', got });
}
