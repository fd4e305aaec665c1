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
} from './layout';
import { ARRAY_TYPES, type Artifact, type ArrayTypeName, type JsonObject, type TypedArray } from './types';

/**
 * Read what `encodeArtifact` wrote. The arrays are copies: the bytes may be reused.
 *
 * @param maxBytes largest container read; a model's own is 32 MB.
 * @throws {CoreError} ARTIFACT_TOO_LARGE above `maxBytes`; ARTIFACT_CORRUPT for anything cut, changed or foreign;
 *   UNKNOWN_ARTIFACT_VERSION for undamaged bytes of a container this build does not know.
 */
export function decodeArtifact(bytes: Uint8Array, maxBytes = MAX_ARTIFACT_BYTES): Artifact {
  const view = checkFrame(bytes, maxBytes);
  const headerLength = view.getUint32(HEADER_LENGTH_AT, true);
  if (HEADER_AT + headerLength > bytes.length) throw corrupt('a header inside the file', `${headerLength} bytes`);

  const header = parseHeader(bytes.subarray(HEADER_AT, HEADER_AT + headerLength));
  const data = bytes.subarray(align8(HEADER_AT + headerLength));
  const arrays: Record<string, TypedArray> = {};
  for (const entry of header.arrays) {
    const { name, type, length, offset } = entry as Record<string, unknown>;
    if (typeof name !== 'string' || !isArrayType(type) || !isCount(length) || !isCount(offset)) {
      throw corrupt('a list of named arrays', JSON.stringify(entry));
    }
    arrays[name] = copyArray(data, type, length, offset);
  }
  return { kind: header.kind, formatVersion: header.formatVersion, meta: header.meta, arrays };
}

/**
 * Check that an artifact is of the kind and of the format versions a reader knows.
 *
 * @throws {CoreError} ARTIFACT_CORRUPT for another kind, UNKNOWN_ARTIFACT_VERSION for another version.
 */
export function expectArtifact(artifact: Artifact, kind: string, versions: readonly number[]): void {
  if (artifact.kind !== kind) throw corrupt(`a ${kind}`, `a ${artifact.kind}`);
  if (!versions.includes(artifact.formatVersion)) {
    const got = `${kind} format ${artifact.formatVersion}`;
    throw new CoreError('UNKNOWN_ARTIFACT_VERSION', { expected: `format ${versions.join(', ')}`, got });
  }
}

export function corrupt(expected: string, got: string): CoreError<'ARTIFACT_CORRUPT'> {
  return new CoreError('ARTIFACT_CORRUPT', { expected, got });
}

function checkFrame(bytes: Uint8Array, maxBytes: number): DataView {
  if (bytes.length > maxBytes) {
    const expected = `at most ${maxBytes} bytes`;
    throw new CoreError('ARTIFACT_TOO_LARGE', { expected, got: `${bytes.length}` });
  }
  if (bytes.length < HEADER_AT) throw corrupt(`at least ${HEADER_AT} bytes`, `${bytes.length}`);

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw corrupt(`a file that begins with ${MAGIC}`, JSON.stringify(magic));
  const length = view.getUint32(LENGTH_AT, true);
  if (length !== bytes.length) throw corrupt(`${length} bytes`, `${bytes.length}`);

  const written = bytes.subarray(DIGEST_AT, HEADER_LENGTH_AT);
  if (!digestOf(bytes).every((byte, i) => byte === written[i])) throw corrupt('the sha256 it carries', 'another');

  const version = view.getUint32(VERSION_AT, true);
  if (version !== CONTAINER_VERSION) {
    const expected = `container version ${CONTAINER_VERSION}`;
    throw new CoreError('UNKNOWN_ARTIFACT_VERSION', { expected, got: `container version ${version}` });
  }
  return view;
}

interface Header {
  readonly kind: string;
  readonly formatVersion: number;
  readonly meta: JsonObject;
  readonly arrays: readonly object[];
}

function parseHeader(bytes: Uint8Array): Header {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new CoreError('ARTIFACT_CORRUPT', { expected: 'a JSON header', got: 'none' }, { cause });
  }
  if (!isObject(header)) throw corrupt('a JSON header', typeof header);

  const { kind, formatVersion, meta, arrays } = header;
  const complete = typeof kind === 'string' && isCount(formatVersion) && isObject(meta) && Array.isArray(arrays);
  if (!complete || !arrays.every(isObject))
    throw corrupt('kind, formatVersion, meta and arrays', Object.keys(header).join());
  return { kind, formatVersion, meta: meta as JsonObject, arrays };
}

function copyArray(data: Uint8Array, type: ArrayTypeName, length: number, offset: number): TypedArray {
  const byteLength = length * ARRAY_TYPES[type].BYTES_PER_ELEMENT;
  if (offset + byteLength > data.length) throw corrupt('arrays inside the file', `${offset + byteLength} bytes`);
  // A fresh buffer, because `bytes` may start anywhere and typed arrays may not.
  const copy = new Uint8Array(byteLength);
  copy.set(data.subarray(offset, offset + byteLength));
  return new ARRAY_TYPES[type](copy.buffer);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isArrayType = (value: unknown): value is ArrayTypeName =>
  typeof value === 'string' && Object.hasOwn(ARRAY_TYPES, value);
