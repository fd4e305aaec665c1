import { CoreError } from '../errors';
import {
  align8,
  CONTAINER_VERSION,
  DIGEST_AT,
  digestOf,
  HEADER_AT,
  HEADER_LENGTH_AT,
  LENGTH_AT,
  MAGIC,
  MAX_ARTIFACT_BYTES,
  VERSION_AT,
  type ArrayEntry,
} from './layout';
import { ARRAY_TYPES, type Artifact, type ArrayTypeName, type TypedArray } from './types';

/**
 * Write a model as bytes. Equal content in equal key order gives equal bytes.
 *
 * @param maxBytes largest container written; a model's own is 32 MB.
 * @throws {CoreError} ARTIFACT_TOO_LARGE above `maxBytes`.
 */
export function encodeArtifact(
  { kind, formatVersion, meta, arrays }: Artifact,
  maxBytes = MAX_ARTIFACT_BYTES
): Uint8Array {
  const entries: ArrayEntry[] = [];
  let dataLength = 0;
  for (const [name, array] of Object.entries(arrays)) {
    entries.push({ name, type: typeName(array), length: array.length, offset: dataLength });
    dataLength = align8(dataLength + array.byteLength);
  }
  const header = new TextEncoder().encode(JSON.stringify({ kind, formatVersion, meta, arrays: entries }));
  const dataAt = align8(HEADER_AT + header.length);
  const total = dataAt + dataLength;
  if (total > maxBytes) {
    throw new CoreError('ARTIFACT_TOO_LARGE', { expected: `at most ${maxBytes} bytes`, got: `${total}` });
  }

  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(VERSION_AT, CONTAINER_VERSION, true);
  view.setUint32(LENGTH_AT, total, true);
  view.setUint32(HEADER_LENGTH_AT, header.length, true);
  bytes.set(header, HEADER_AT);
  for (const { name, offset } of entries) {
    const array = arrays[name]!;
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), dataAt + offset);
  }
  bytes.set(digestOf(bytes), DIGEST_AT);
  return bytes;
}

function typeName(array: TypedArray): ArrayTypeName {
  const names = Object.keys(ARRAY_TYPES) as ArrayTypeName[];
  return names.find((name) => ARRAY_TYPES[name].name === array.constructor.name)!;
}
