import { BROKEN, DAMAGES, runGate } from '../../drills/gate';

/** One world of the drill; `npm run drill -- gate` runs two hundred. */
describe.each([1])('the gate in simulated world %i', (seed) => {
  const result = runGate(seed);

  it('lets a refresh as good as the live model through, and one that is better', () => {
    expect(result.refresh).toBe('refresh-ok');
    expect(result.better).toBe('recipe-better');
    expect(result.challengerWon).toBe(false);
  });

  it('stops whatever is damaged, by what is wrong with it', () => {
    expect(DAMAGES.map((name) => result.damaged[name])).toEqual([
      'refresh-worse',
      'damaged-fit',
      'damaged-column',
      'damaged-column',
      'damaged-trees',
      'damaged-trees',
    ]);
  });

  it('lets a person decide on a better one that breaks a guardrail', () => {
    expect(BROKEN.map((name) => result.broken[name])).toEqual(
      ['bias', 'slope', 'coverage', 'size', 'size', 'latency', 'top-changed'].map((name) => ({
        without: 'recipe-better',
        with: `guardrail-${name}`,
      }))
    );
  });
});
