import { createHash } from 'node:crypto';

import fc from 'fast-check';

import {
  artifactChecksum,
  decodeArtifact,
  encodeArtifact,
  expectArtifact,
  MAX_ARTIFACT_BYTES,
  readArray,
} from '../../../server/src/core/artifact';
import { CoreError } from '../../../server/src/core/errors';
import { createRandom } from '../../../server/src/core/math/random';

const example = {
  kind: 'example',
  formatVersion: 3,
  meta: { name: 'Überschrift', nested: { list: [1, null, true] } },
  arrays: {
    f32: Float32Array.of(1.5, NaN, -Infinity),
    f64: Float64Array.of(Math.PI),
    u8: Uint8Array.of(1, 2, 3),
    u16: Uint16Array.of(65535),
    u32: Uint32Array.of(4294967295),
    i16: Int16Array.of(-1, 7),
    i32: new Int32Array(0),
  },
};

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof CoreError) return error.code;
    throw error;
  }
  return 'none';
};

describe('an artifact', () => {
  it('comes back as it went in, whatever buffer its bytes lie in', () => {
    const bytes = encodeArtifact(example);
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);

    expect(decodeArtifact(bytes)).toEqual(example);
    expect(decodeArtifact(shifted)).toEqual(example);
    expect(decodeArtifact(Buffer.from(bytes))).toEqual(example);
  });

  it('round-trips any arrays, those that are views as well', () => {
    fc.assert(
      fc.property(fc.float32Array(), fc.uint8Array(), fc.string(), (a, b, name) => {
        const arrays = { a: a.subarray(Math.min(1, a.length)), [`b${name}`]: b };
        expect(decodeArtifact(encodeArtifact({ kind: 'k', formatVersion: 1, meta: {}, arrays })).arrays).toEqual(
          arrays
        );
      })
    );
  });

  it('has a checksum that anyone can compute', () => {
    const bytes = encodeArtifact(example);
    expect(artifactChecksum(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('refuses 200 random corruptions, each with a clear error', () => {
    const random = createRandom(1);
    const bytes = encodeArtifact(example);
    for (let i = 0; i < 200; i++) {
      const damaged = bytes.slice();
      const at = random.int(bytes.length);
      damaged[at]! ^= 1 + random.int(255);
      const shape = random.int(4);
      const cut =
        shape === 0 ? damaged.slice(0, at) : shape === 1 ? Buffer.concat([bytes, damaged.slice(at)]) : damaged;
      expect(codeOf(() => decodeArtifact(cut))).toBe('ARTIFACT_CORRUPT');
    }
  });

  it('tells a container of a later build from a damaged one', () => {
    const later = encodeArtifact(example);
    later[8] = 2;
    const digest = createHash('sha256').update(later.subarray(0, 16)).update(later.subarray(48)).digest();
    later.set(digest, 16);

    expect(codeOf(() => decodeArtifact(later))).toBe('UNKNOWN_ARTIFACT_VERSION');
  });

  it('is refused above 32 MB, written or read', () => {
    const arrays = { big: new Uint8Array(MAX_ARTIFACT_BYTES) };
    expect(codeOf(() => encodeArtifact({ ...example, arrays }))).toBe('ARTIFACT_TOO_LARGE');
    expect(codeOf(() => decodeArtifact(new Uint8Array(MAX_ARTIFACT_BYTES + 1)))).toBe('ARTIFACT_TOO_LARGE');
  });

  it('is read only by a reader of its kind, version and arrays', () => {
    const artifact = decodeArtifact(encodeArtifact(example));

    expect(codeOf(() => expectArtifact(artifact, 'example', [3]))).toBe('none');
    expect(codeOf(() => expectArtifact(artifact, 'other', [3]))).toBe('ARTIFACT_CORRUPT');
    expect(codeOf(() => expectArtifact(artifact, 'example', [1, 2]))).toBe('UNKNOWN_ARTIFACT_VERSION');
    expect(readArray(artifact, 'u8', 'u8', 3)).toEqual(Uint8Array.of(1, 2, 3));
    expect(codeOf(() => readArray(artifact, 'u8', 'f32'))).toBe('ARTIFACT_CORRUPT');
    expect(codeOf(() => readArray(artifact, 'u8', 'u8', 4))).toBe('ARTIFACT_CORRUPT');
    expect(codeOf(() => readArray(artifact, 'absent', 'u8'))).toBe('ARTIFACT_CORRUPT');
  });
});
