/** Damaged bytes: whatever happened to a model's artifact, it is refused with a clear error and never misread. */
import { decodeArtifact, encodeArtifact, type Artifact } from '../../../server/src/core/artifact';
import { CoreError } from '../../../server/src/core/errors';
import { LEAF } from '../../../server/src/core/forest';
import {
  createClassificationLearner,
  createRegressionLearner,
  decodeClassificationModel,
  decodeRegressionModel,
} from '../../../server/src/core/learners';
import { createRandom, type Random } from '../../../server/src/core/math/random';
import { createTextLearner, decodeTextModel } from '../../../server/src/core/text';
import { friedman } from '../forest/problems';

const { X, y } = friedman(80, 1, { missing: 0.1 });
const texts = Array.from({ length: 12 }, (_, i) =>
  i % 2 === 0 ? 'A late goal in the match' : 'Simmer onions in butter'
);

const MODELS: Readonly<Record<string, { readonly bytes: Uint8Array; decode(bytes: Uint8Array): unknown }>> = {
  'a forest': {
    bytes: createRegressionLearner('forest', { nEstimators: 3 }).fit({ X, y }).encode(),
    decode: decodeRegressionModel,
  },
  boosting: { bytes: createRegressionLearner('boosting').fit({ X, y }).encode(), decode: decodeRegressionModel },
  'a forest of classes': {
    bytes: createClassificationLearner({ nEstimators: 3 })
      .fit({ X, classes: Uint16Array.from(y, (value) => (value < 10 ? 0 : value < 16 ? 1 : 2)), nClasses: 3 })
      .encode(),
    decode: decodeClassificationModel,
  },
  'a text classifier': {
    bytes: createTextLearner('linear-svm')
      .fit({
        documents: texts.map((text) => ({ text, language: 'en' })),
        labels: texts.map((_, i) => (i % 2 === 0 ? 'sport' : 'food')),
      })
      .encode(),
    decode: decodeTextModel,
  },
};

/** One of the ways in which files are damaged; always other bytes than before. */
function damage(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  const at = random.int(bytes.length);
  const length = 1 + random.int(Math.min(64, bytes.length - at));
  switch (random.int(6)) {
    case 0:
      copy[at]! ^= 1 << random.int(8);
      return copy;
    case 1:
      return copy.subarray(0, at);
    case 2:
      return Uint8Array.from([...copy, ...Array.from({ length }, () => random.int(256))]);
    case 3:
      return Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(at + length)]);
    case 4:
      // Turned over, so that a run of zeros changes as well.
      for (let i = at; i < at + length; i++) copy[i]! ^= 0xff;
      return copy;
    default:
      copy[at] = (copy[at]! + 1 + random.int(255)) & 0xff;
      return copy;
  }
}

describe.each(Object.entries(MODELS))('%s', (_, { bytes, decode }) => {
  it('is refused after any of 300 kinds of damage', () => {
    const random = createRandom(7);
    for (let i = 0; i < 300; i++) {
      let thrown: unknown;
      try {
        decode(damage(bytes, random));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(CoreError);
      expect(['ARTIFACT_CORRUPT', 'UNKNOWN_ARTIFACT_VERSION']).toContain((thrown as CoreError).code);
    }
  });

  it('is refused when a whole and signed artifact lacks an array, or has one of another length or type', () => {
    const artifact = decodeArtifact(bytes);
    for (const [name, array] of Object.entries(artifact.arrays)) {
      const others = Object.fromEntries(Object.entries(artifact.arrays).filter(([other]) => other !== name));
      const changes = [others, { ...others, [name]: Float64Array.of(1, 2, 3, 4, 5, 6, 7) }];
      // A tree less is a smaller forest, a letter less another word: both are whole models.
      if (name !== 'root' && name !== 'terms') changes.push({ ...others, [name]: array.slice(1) });
      for (const arrays of changes) {
        const forged = encodeArtifact({ ...artifact, arrays });
        expect(() => decode(forged)).toThrow(CoreError);
      }
    }
  });
});

it('a signed forest whose nodes point anywhere is refused, or every walk through it ends', () => {
  const artifact = decodeArtifact(MODELS['a forest']!.bytes);
  const random = createRandom(11);
  let refused = 0;
  for (let i = 0; i < 200; i++) {
    const arrays = Object.fromEntries(Object.entries(artifact.arrays).map(([name, array]) => [name, array.slice()]));
    const { left, feature, root } = arrays as { left: Uint32Array; feature: Int16Array; root: Uint32Array };
    const node = random.int(feature.length);
    if (i % 3 === 0) left[node] = random.int(2 * feature.length);
    else if (i % 3 === 1) feature[node] = random.int(40) - 20 || LEAF;
    else root[random.int(root.length)] = random.int(2 * feature.length);
    try {
      const model = decodeRegressionModel(encodeArtifact({ ...artifact, arrays } as Artifact));
      expect([...model.predict(X)].every(Number.isFinite)).toBe(true);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ARTIFACT_CORRUPT' });
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(50);
});
