import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createClassificationLearner,
  createRegressionLearner,
  decodeClassificationModel,
  decodeRegressionModel,
} from '../../../server/src/core/learners';
import { createTextLearner, decodeTagModel, decodeTextModel } from '../../../server/src/core/text';
import { friedman } from '../forest/problems';

/**
 * Models written by the build that introduced a format. They must load for ever; a new format adds a file.
 * FORESIGHT_GOLDEN=write makes files that are absent, and never touches one that is there.
 */
const golden = (name: string, make: () => Uint8Array): Uint8Array => {
  const path = join(__dirname, '../../golden', name);
  if (!existsSync(path) && process.env.FORESIGHT_GOLDEN === 'write') writeFileSync(path, make());
  return readFileSync(path);
};

/** What the build that wrote each file predicted with it. */
const FOREST = ['17.2394', '15.1474', '16.1309'];
const CLASSES = ['0.1587', '0.4603', '0.3810'];
const BOOSTING = ['14.7121', '15.2005', '14.5651'];

describe('golden models', () => {
  it('still load: a regression forest of format 1', () => {
    const { X, y } = friedman(60, 1, { missing: 0.1, nColumns: 5 });
    const fit = () => createRegressionLearner('forest', { nEstimators: 3, seed: 7 }).fit({ X, y });
    const model = decodeRegressionModel(golden('regression-forest-1.bin', () => fit().encode()));

    expect(model.algorithm).toBe('forest');
    expect([...model.predict(X).slice(0, 3)].map((value) => value.toFixed(4))).toEqual([
      '16.7741',
      '16.3653',
      '15.3827',
    ]);
  });

  it('still load: a forest of format 2', () => {
    const { X, y } = friedman(60, 1, { missing: 0.1, nColumns: 5 });
    const fit = () => createRegressionLearner('forest', { nEstimators: 3, seed: 7 }).fit({ X, y });
    const model = decodeRegressionModel(golden('forest-2.bin', () => fit().encode()));

    expect([model.algorithm, model.nTrees]).toEqual(['forest', 3]);
    expect([...model.predict(X).slice(0, 3)].map((value) => value.toFixed(4))).toEqual(FOREST);
  });

  it('still load: a forest of classes of format 2', () => {
    const { X, y } = friedman(60, 1, { missing: 0.1, nColumns: 5 });
    const classes = Uint16Array.from(y, (value) => (value < 12 ? 0 : value < 17 ? 1 : 2));
    const fit = () => createClassificationLearner({ nEstimators: 3, seed: 7 }).fit({ X, classes, nClasses: 3 });
    const model = decodeClassificationModel(golden('class-forest-2.bin', () => fit().encode()));

    expect([model.nClasses, model.nTrees]).toEqual([3, 3]);
    expect([...model.predictProba(X).slice(0, 3)].map((p) => p.toFixed(4))).toEqual(CLASSES);
  });

  it('still load: boosted trees of format 2', () => {
    const { X, y } = friedman(60, 1, { missing: 0.1, nColumns: 5 });
    const fit = () => createRegressionLearner('boosting', { nEstimators: 5, seed: 7 }).fit({ X, y });
    const model = decodeRegressionModel(golden('boosting-2.bin', () => fit().encode()));

    expect(model.algorithm).toBe('boosting');
    expect([...model.predict(X).slice(0, 3)].map((value) => value.toFixed(4))).toEqual(BOOSTING);
  });

  it('still load: a text classifier of format 1', () => {
    const documents = Array.from({ length: 12 }, (_, i) => ({
      text: i % 2 === 0 ? 'The match ended with two late goals' : 'Simmer the onions with butter and goals',
      language: 'en',
    }));
    const labels = documents.map((_, i) => (i % 2 === 0 ? 'sport' : 'food'));
    const fit = () => createTextLearner('linear-svm', { maxDf: 1 }).fit({ documents, labels });
    const model = decodeTextModel(golden('text-classifier-1.bin', () => fit().encode()));

    expect(model.classes).toEqual(['food', 'sport']);
    const [best] = model.classify({ text: 'A late goal in the match', language: 'en' });
    expect(best!.label).toBe('sport');
    expect(best!.probability).toBeCloseTo(0.76584, 4);
  });

  const stories = Array.from({ length: 18 }, (_, i) => ({
    text: ['The match ended with two late goals', 'Simmer the onions with butter', 'Goals and onions'][
      Math.floor(i / 6)
    ]!,
    language: 'en',
  }));

  it('still load: a text classifier of format 2', () => {
    const labels = stories.map((_, i) => ['sport', 'food', 'both'][Math.floor(i / 6)]!);
    const fit = () => createTextLearner('linear-svm', { maxDf: 1 }).fit({ documents: stories, labels });
    const model = decodeTextModel(golden('text-classifier-2.bin', () => fit().encode()));

    expect(model.classes).toEqual(['both', 'food', 'sport']);
    const [best] = model.classify({ text: 'Simmer it with butter', language: 'en' });
    expect(best!.label).toBe('food');
    expect(best!.probability).toBeCloseTo(0.787562, 4);
  });

  it('still load: a text tagger of format 1', () => {
    const labels = stories.map((_, i) => [['sport'], ['food'], ['sport', 'food']][Math.floor(i / 6)]!);
    const fit = () => createTextLearner('linear-svm', { maxDf: 1 }).fitTags({ documents: stories, labels });
    const model = decodeTagModel(golden('text-tagger-1.bin', () => fit().encode()));

    expect(model.classes).toEqual(['food', 'sport']);
    const answer = model.tag({ text: 'Butter the onions', language: 'en' });
    expect(answer.map(({ label, given }) => [label, given])).toEqual([
      ['food', true],
      ['sport', false],
    ]);
    expect(answer[0]!.probability).toBeCloseTo(0.903615, 4);
  });
});
