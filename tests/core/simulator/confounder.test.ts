import { createIntl } from 'react-intl';

import { formatOf } from '../../../admin/src/format/useFormat';
import { reasonSentence } from '../../../admin/src/panels/reasonSentence';
import { getTranslation } from '../../../admin/src/text/getTranslation';
import { textOf } from '../../../admin/src/text/useText';
import en from '../../../admin/src/translations/en.json';
import { DEFAULT_WORLD } from '../../../playground/src/simulator';
import { reasonsFor, trainRanker } from '../../../server/src/core/evaluate';
import { buildScoringMatrix } from '../../../server/src/core/features/scoring-matrix';
import { DEFAULT_FOREST_PARAMS } from '../../../server/src/core/learners';
import { simulatedSite } from '../../drills/simulated-history';

const messages = Object.fromEntries(Object.entries(en).map(([key, message]) => [getTranslation(key), message]));
const intl = createIntl({ locale: 'en', messages, timeZone: 'UTC' });
const text = textOf(intl);
const format = formatOf(intl, text);

/** Images do nothing in the simulated world: good authors use more of them, and that is all a model can learn. */
describe('reasons for the confounded factor', () => {
  const { history, asOf } = simulatedSite(1, 300, DEFAULT_WORLD);
  const { model } = trainRanker(history, {
    asOf,
    windowDays: 365,
    weeks: 1,
    ageHours: [0],
    learner: { name: 'forest', params: { ...DEFAULT_FOREST_PARAMS, nEstimators: 40, seed: 1 } },
  });
  if (model === null) throw new Error('no model');
  const requests = history.publications.map(({ key, snapshot, firstPublishedAt }) => {
    return { key, locale: key.locale, snapshot, firstPublishedAt, ageHours: 0 };
  });
  const matrix = buildScoringMatrix(history, requests, asOf, model);
  const reasons = requests
    .flatMap((_, row) => reasonsFor(model, matrix, row, Infinity))
    .filter(({ feature }) => feature === 'images');

  it('are given: a forest takes what goes along with success for a sign of it', () => {
    expect(DEFAULT_WORLD.effects.images).toBe(0);
    expect(reasons.length).toBeGreaterThan(10);
  });

  it('say how articles like this one did, never what images bring', () => {
    for (const reason of reasons) {
      expect(reasonSentence(reason, text, format)).toMatch(
        /^Articles like this with (no image|1 image|\d+ images) did about \d+\s?% (better|worse) here\.$/
      );
    }
  });
});
