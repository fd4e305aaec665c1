import { DEFAULT_WORLD } from '../../../playground/src/simulator';
import { BAR, PLANTED, runWhatIf, type WhatIfResult } from '../../drills/what-if';

/** One seed of the drill; `npm run drill -- what-if` runs twenty. */
describe('what if, asked of articles of a simulated site that nobody has read yet', () => {
  const small = { count: 400, nEstimators: 30 };
  const told = runWhatIf(1, DEFAULT_WORLD, small);
  const share = (
    { tallies }: WhatIfResult,
    name: keyof WhatIfResult['tallies'],
    what: 'right' | 'held' | 'confounded'
  ) => tallies[name][what] / tallies[name].asked;

  it.each(PLANTED)('has the sign of what was planted: %s', (effect) => {
    expect(share(told, effect, 'right')).toBeGreaterThanOrEqual(BAR);
    expect(share(told, effect, 'confounded')).toBeLessThanOrEqual(1 - BAR);
  });

  it('has an interval around nothing for a number that is nothing', () => {
    expect(share(told, 'noise', 'right')).toBeGreaterThanOrEqual(BAR);
  });

  it('tells what good authors do anyway as such', () => {
    expect(share(told, 'images', 'confounded')).toBeGreaterThanOrEqual(BAR);
    expect(share(told, 'images', 'held')).toBeGreaterThanOrEqual(BAR);
  });

  it('has the opposite sign in a world where the effect is reversed', () => {
    const { effects } = DEFAULT_WORLD;
    const reversed = { ...DEFAULT_WORLD, effects: { ...effects, titleLength: -effects.titleLength } };
    expect(share(runWhatIf(1, reversed, small), 'titleLength', 'right')).toBeGreaterThanOrEqual(BAR);
  });
});
