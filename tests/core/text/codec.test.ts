import { createRandom, type Random } from '../../../server/src/core/math/random';
import { decodeArtifact, encodeArtifact, type Artifact, type TypedArray } from '../../../server/src/core/artifact';
import { CoreError } from '../../../server/src/core/errors';
import { createTextLearner, decodeTagModel, decodeTextModel } from '../../../server/src/core/text';

const documents = Array.from({ length: 30 }, (_, i) => ({
  text: ['match goal team', 'oven butter dough', 'train hotel beach'][i % 3]!.concat(i % 2 ? ' people town' : ' town'),
  language: 'en',
}));
const learner = createTextLearner('linear-svm', { maxDf: 1 });
const labels = documents.map((_, i) => ['sport', 'food', 'travel'][i % 3]!);
const kinds = {
  classifier: {
    bytes: learner.fit({ documents, labels }).encode(),
    decode: decodeTextModel,
    other: decodeTagModel,
  },
  tagger: {
    bytes: learner.fitTags({ documents, labels: labels.map((label) => [label]) }).encode(),
    decode: decodeTagModel,
    other: decodeTextModel,
  },
};

const refused = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof CoreError) return error.code;
    throw error;
  }
  throw new Error('was read');
};

/** Bits turned, ends cut off, pieces moved or repeated: what happens to files. */
const damage: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => {
    bytes[random.int(bytes.length)]! ^= 1 << random.int(8);
    return bytes;
  },
  (bytes, random) => bytes.slice(0, random.int(bytes.length)),
  (bytes, random) => bytes.slice(1 + random.int(60)),
  (bytes, random) => Uint8Array.from([...bytes, ...Array(1 + random.int(9)).fill(0)]),
  (bytes, random) => {
    const [from, to] = [random.int(bytes.length - 40), random.int(bytes.length - 40)];
    const before = bytes.slice();
    bytes.copyWithin(to, from, from + 1 + random.int(40));
    if (bytes.every((byte, i) => byte === before[i])) bytes[to]! ^= 255;
    return bytes;
  },
];

/** What a writer with a fault would sign: the checksum is right, the content is not. */
const forged: Readonly<Record<string, (artifact: Artifact, random: Random) => Artifact>> = {
  'two arrays swapped': (artifact, random) => {
    const names = Object.keys(artifact.arrays);
    const [a, b] = random.shuffle(names) as [string, string];
    return { ...artifact, arrays: { ...artifact.arrays, [a]: artifact.arrays[b]!, [b]: artifact.arrays[a]! } };
  },
  'an array missing': (artifact, random) => {
    const gone = random.int(Object.keys(artifact.arrays).length);
    return { ...artifact, arrays: Object.fromEntries(Object.entries(artifact.arrays).filter((_, i) => i !== gone)) };
  },
  'an array cut': (artifact, random) => {
    const name = Object.keys(artifact.arrays)[random.int(5)]!;
    const array = artifact.arrays[name]!;
    // Whole terms may be cut off with their line breaks: their number tells.
    return { ...artifact, arrays: { ...artifact.arrays, [name]: array.slice(0, name === 'terms' ? 3 : -1) } };
  },
  'not a number': (artifact, random) => {
    const name = ['idf', 'weights', 'bias', 'perLabel'][random.int(4)]!;
    const array: TypedArray = artifact.arrays[name]!.slice();
    array[random.int(array.length)] = NaN;
    return { ...artifact, arrays: { ...artifact.arrays, [name]: array } };
  },
  'classes out of order': (artifact) => ({
    ...artifact,
    meta: { ...artifact.meta, classes: ['travel', 'food', 'sport'] },
  }),
  'a class too many': (artifact) => ({
    ...artifact,
    meta: { ...artifact.meta, classes: ['food', 'sport', 'travel', 'zoo'] },
  }),
  'another algorithm': (artifact) => ({ ...artifact, meta: { ...artifact.meta, algorithm: 'forest' } }),
  'other n-grams': (artifact) => ({ ...artifact, meta: { ...artifact.meta, ngramMax: 3 } }),
  'another kind': (artifact) => ({ ...artifact, kind: 'forest' }),
  'a later format': (artifact) => ({ ...artifact, formatVersion: 9 }),
};

describe.each(Object.entries(kinds))('a %s as bytes', (_, { bytes, decode, other }) => {
  it('is refused after each of 300 accidents, never misread', () => {
    const random = createRandom(11);
    for (let i = 0; i < 300; i++) {
      const code = refused(() => decode(damage[i % damage.length]!(bytes.slice(), random)));
      expect(code).toBe('ARTIFACT_CORRUPT');
    }
  });

  it.each(Object.entries(forged))('is refused when signed with %s', (what, forge) => {
    const random = createRandom(12);
    for (let i = 0; i < 30; i++) {
      const code = refused(() => decode(encodeArtifact(forge(decodeArtifact(bytes), random))));
      expect(code).toBe(what === 'a later format' ? 'UNKNOWN_ARTIFACT_VERSION' : 'ARTIFACT_CORRUPT');
    }
  });

  it('is not taken for the other kind, nor for a format 1 when it is none', () => {
    expect(refused(() => other(bytes))).toBe('ARTIFACT_CORRUPT');
    const artifact = decodeArtifact(kinds.classifier.bytes);
    expect(refused(() => decodeTextModel(encodeArtifact({ ...artifact, formatVersion: 1 })))).toBe('ARTIFACT_CORRUPT');
  });
});
