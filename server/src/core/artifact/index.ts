export { corrupt, decodeArtifact, expectArtifact } from './decode';
export { encodeArtifact } from './encode';
export { artifactChecksum, MAX_ARTIFACT_BYTES } from './layout';
export { readArray } from './read-array';
export type { Artifact, JsonObject, JsonValue, TypedArray } from './types';
export { decodeVersionFile, encodeVersionFile, MAX_VERSION_FILE_BYTES, type VersionFile } from './version-file';
