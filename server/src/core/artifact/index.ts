export { corrupt, decodeArtifact, expectArtifact } from './decode';
export { encodeArtifact } from './encode';
export { artifactChecksum, MAX_ARTIFACT_BYTES } from './layout';
export { readArray } from './read-array';
export type { Artifact, JsonObject, JsonValue, TypedArray } from './types';
