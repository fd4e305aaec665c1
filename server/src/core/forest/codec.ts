import { corrupt, decodeArtifact, encodeArtifact, expectArtifact, readArray, type JsonObject } from '../artifact';
import { LEAF, type Forest } from './forest';
import { sketchesFit, type LeafSketches } from './leaf-sketches';

const KIND = 'forest';
const FORMAT_VERSION = 2;
/** Format 1 bore another name and had neither `nOutputs` nor `scale`: it held averaged trees of one output. */
const FIRST_KIND = 'regression-forest';

/** A forest, what its learner says of it and its leaves' sketches, if any, as bytes. @throws {CoreError} ARTIFACT_TOO_LARGE. */
export function encodeForest(forest: Forest, meta: JsonObject, sketches?: LeafSketches): Uint8Array {
  const { nColumns, nOutputs, base, scale, root, feature, threshold, missingLeft, left, value, cover } = forest;
  return encodeArtifact({
    kind: KIND,
    formatVersion: FORMAT_VERSION,
    meta: { ...meta, nColumns, nOutputs },
    arrays: {
      base,
      scale: Float64Array.of(scale),
      root,
      feature,
      threshold,
      missingLeft,
      left,
      value,
      cover,
      ...(sketches ? namedArrays(sketches) : {}),
    },
  });
}

/**
 * Read a forest and check that every walk through it ends in a leaf, so that inference may trust its arrays.
 *
 * @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE.
 */
export function decodeForest(bytes: Uint8Array): { forest: Forest; meta: JsonObject; sketches?: LeafSketches } {
  const artifact = decodeArtifact(bytes);
  const isFirst = artifact.kind === FIRST_KIND;
  expectArtifact(artifact, isFirst ? FIRST_KIND : KIND, [isFirst ? 1 : FORMAT_VERSION]);
  const { nColumns, nOutputs = 1 } = artifact.meta;
  if (!isPositive(nColumns)) throw corrupt('nColumns', String(nColumns));
  if (!isPositive(nOutputs)) throw corrupt('nOutputs', String(nOutputs));

  const feature = readArray(artifact, 'feature', 'i16');
  const nNodes = feature.length;
  const root = readArray(artifact, 'root', 'u32');
  const forest: Forest = {
    nColumns,
    nOutputs,
    base: readArray(artifact, 'base', 'f64', nOutputs),
    scale: isFirst ? 1 / root.length : readArray(artifact, 'scale', 'f64', 1)[0]!,
    root,
    feature,
    threshold: readArray(artifact, 'threshold', 'f32', nNodes),
    missingLeft: readArray(artifact, 'missingLeft', 'u8', nNodes),
    left: readArray(artifact, 'left', 'u32', nNodes),
    value: readArray(artifact, 'value', 'f32', nNodes * nOutputs),
    cover: readArray(artifact, 'cover', 'f32', nNodes),
  };
  checkStructure(forest);
  if (!Object.hasOwn(artifact.arrays, 'sketchLevels')) return { forest, meta: artifact.meta };

  const sketches: LeafSketches = {
    levels: readArray(artifact, 'sketchLevels', 'f64'),
    start: readArray(artifact, 'sketchStart', 'u32', nNodes + 1),
    ranks: readArray(artifact, 'sketchRanks', 'u8'),
  };
  if (!sketchesFit(forest, sketches)) throw corrupt('sketches of these leaves', 'others');
  return { forest, meta: artifact.meta, sketches };
}

const namedArrays = ({ levels, start, ranks }: LeafSketches) => ({
  sketchLevels: levels,
  sketchStart: start,
  sketchRanks: ranks,
});

const isPositive = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;

/** Children come after their parent and inside the arrays: then no walk can circle or leave. */
function checkStructure({ nColumns, root, feature, left }: Forest): void {
  const nNodes = feature.length;
  if (root.length === 0 || root.some((slot) => slot >= nNodes)) throw corrupt('roots among the nodes', 'others');
  for (let node = 0; node < nNodes; node++) {
    const column = feature[node]!;
    if (column === LEAF) continue;
    const inside = column >= 0 && column < nColumns && left[node]! > node && left[node]! + 1 < nNodes;
    if (!inside) throw corrupt('children after their parent and columns in range', `node ${node}`);
  }
}
