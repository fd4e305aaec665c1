import { DEFAULT_WORLD } from '../../../playground/src/simulator';
import { runCurves } from '../../drills/curves';
import { simulatedSite } from '../../drills/simulated-history';

/** The small version of the drill `curves`, whose figures stand in docs/drills.md. */
it('bands of views over age hold about nine in ten articles of a simulated site, at each age', () => {
  const { history, asOf } = simulatedSite(3, 400, DEFAULT_WORLD);
  const { ages, alarms } = runCurves(history, asOf, 20);
  const articles = ages.reduce((sum, age) => sum + age.articles, 0);
  const inside = ages.reduce((sum, age) => sum + age.inside, 0);
  expect(inside / articles).toBeGreaterThan(0.86);
  expect(inside / articles).toBeLessThan(0.95);
  for (const age of ages) expect(age.inside / age.articles).toBeGreaterThan(0.82);
  expect(alarms.called / alarms.looks).toBeLessThan(0.15);
});
