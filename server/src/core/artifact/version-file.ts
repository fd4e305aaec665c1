import { corrupt, decodeArtifact, expectArtifact } from './decode';
import { encodeArtifact } from './encode';
import { artifactChecksum, MAX_ARTIFACT_BYTES } from './layout';
import { readArray } from './read-array';
import type { JsonObject } from './types';

/**
 * A model version as a file, to be carried from one environment to another: the container of every model, holding what
 * the registry knows of the version (`meta.version`) and the model's own bytes (`artifact`).
 */
const KIND = 'model-version';
const FORMAT_VERSION = 1;
/** The model's bytes, and room for what is said about them. */
export const MAX_VERSION_FILE_BYTES = MAX_ARTIFACT_BYTES + 4 * 1024 * 1024;

export interface VersionFile {
  /** What the registry keeps of the version, as JSON; whoever reads it checks it. */
  readonly version: JsonObject;
  readonly artifact: Uint8Array;
}

/** @throws {CoreError} ARTIFACT_TOO_LARGE. */
export function encodeVersionFile({ version, artifact }: VersionFile): Uint8Array {
  const meta = { version, checksum: artifactChecksum(artifact) };
  return encodeArtifact(
    { kind: KIND, formatVersion: FORMAT_VERSION, meta, arrays: { artifact } },
    MAX_VERSION_FILE_BYTES
  );
}

/** @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE. */
export function decodeVersionFile(bytes: Uint8Array): VersionFile {
  const file = decodeArtifact(bytes, MAX_VERSION_FILE_BYTES);
  expectArtifact(file, KIND, [FORMAT_VERSION]);
  const { version, checksum } = file.meta;
  if (typeof version !== 'object' || version === null || Array.isArray(version)) {
    throw corrupt('what the registry knew of the version', typeof version);
  }
  const artifact = readArray(file, 'artifact', 'u8');
  if (artifactChecksum(artifact) !== checksum) throw corrupt('the model the file was made of', 'another');
  return { version: version as JsonObject, artifact };
}
