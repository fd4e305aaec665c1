import { DEFAULT_WORLD } from '../../../playground/src/simulator';
import { NEEDED_SIGNS, runEffects, TOP_FEATURES } from '../../drills/effects';

/** Two seeds of the drill; `npm run drill -- effects` runs twenty. */
describe('a forest over the features of a simulated site', () => {
  it.each([1, 2])('learns the sign of the planted effects, and nothing from a random number (seed %i)', (seed) => {
    const { rightSigns, nullRank } = runEffects(seed, DEFAULT_WORLD, 60);

    expect(rightSigns).toBeGreaterThanOrEqual(NEEDED_SIGNS);
    expect(nullRank).toBeGreaterThan(TOP_FEATURES);
  });

  it('learns the opposite signs in a world where the effects are reversed', () => {
    const { titleLength, textLength, evening, weekday, authorSkill, questionTitle } = DEFAULT_WORLD.effects;
    const reversed = {
      ...DEFAULT_WORLD,
      effects: {
        ...DEFAULT_WORLD.effects,
        titleLength: -titleLength,
        textLength: -textLength,
        evening: -evening,
        weekday: -weekday,
        authorSkill,
        questionTitle: -questionTitle,
      },
    };

    expect(runEffects(1, reversed, 60).rightSigns).toBeGreaterThanOrEqual(NEEDED_SIGNS);
  });
});
