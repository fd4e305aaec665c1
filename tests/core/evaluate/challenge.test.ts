import { challenge, LOOK_DAYS } from '../../../server/src/core/evaluate/gate/challenge';
import { recipesTonight } from '../../../server/src/core/evaluate/gate/recipes';
import type { JudgedRows } from '../../../server/src/core/evaluate/out-of-fold';
import { createRandom } from '../../../server/src/core/math/random';
import { DAY, HOUR } from '../features/synthetic-site';

/** Squared errors of articles, each at two ages that go together; `share` of the usual loss. */
function judged(seed: number, share = 1, articles = 200): JudgedRows {
  const random = createRandom(seed);
  const perArticle = Array.from({ length: articles }, () => share * random.normal() ** 2);
  const rows = perArticle.flatMap((loss, at) => [0, 24].map((age) => ({ article: `a${at}`, age, loss })));
  return {
    ids: rows.map(({ article, age }) => `${article}|${age}`),
    articles: rows.map(({ article }) => article),
    loss: Float64Array.from(rows, ({ loss }) => loss),
    baselineLoss: Float64Array.from(rows, () => 1),
  };
}

describe('a challenger', () => {
  it('takes the place only when it is better beyond doubt, and the best of several does', () => {
    const incumbent = { name: 'forest', judged: judged(1) };
    const [much, more, same] = [judged(2, 0.3), judged(2, 0.2), judged(2)];
    expect(challenge(incumbent, [{ name: 'boosting', judged: same }], 1).winner).toBeNull();
    const { results, winner } = challenge(
      incumbent,
      [
        { name: 'better', judged: much },
        { name: 'best', judged: more },
        { name: 'same', judged: same },
      ],
      1
    );
    expect(winner).toBe('best');
    expect(results.map(({ name, won }) => [name, won])).toEqual([
      ['better', true],
      ['best', true],
      ['same', false],
    ]);
  });

  it('of equal quality hardly ever wins: at most once in 40 looks', () => {
    let wins = 0;
    for (let look = 0; look < 40; look++) {
      const incumbent = { name: 'forest', judged: judged(2 * look, 1, 30) };
      if (challenge(incumbent, [{ name: 'same', judged: judged(2 * look + 1, 1, 30) }], look).winner) wins++;
    }
    expect(wins).toBeLessThanOrEqual(1);
  });

  it('that shares no article with the incumbent is no rival', () => {
    const elsewhere = judged(1);
    const other = { ...elsewhere, ids: elsewhere.ids.map((id) => `x${id}`) };
    expect(challenge({ name: 'forest', judged: judged(2) }, [{ name: 'boosting', judged: other }], 1)).toEqual({
      results: [{ name: 'boosting', error: null, against: null, won: false }],
      winner: null,
    });
  });
});

describe('the recipes of a night', () => {
  const asOf = 1_000 * DAY;

  it('are the one that is asked for', () => {
    for (const algorithm of ['forest', 'boosting', 'ml-random-forest'] as const) {
      expect(recipesTonight(algorithm, 'forest', null, asOf)).toEqual({ incumbent: algorithm, challengers: [] });
    }
  });

  it('by themselves are the live model’s, and the others once a week', () => {
    expect(recipesTonight('auto', null, null, asOf)).toEqual({ incumbent: 'forest', challengers: ['boosting'] });
    const boosted = { incumbent: 'boosting', challengers: ['forest'] };
    expect(recipesTonight('auto', 'boosting', null, asOf)).toEqual(boosted);
    expect(recipesTonight('auto', 'boosting', asOf - 6 * DAY, asOf).challengers).toEqual([]);
    // A night a little earlier than the last one is still the next week's.
    expect(recipesTonight('auto', 'boosting', asOf - LOOK_DAYS * DAY + HOUR, asOf)).toEqual(boosted);
  });

  it('leave the one in service its place, whatever it is', () => {
    expect(recipesTonight('auto', 'ml-random-forest', null, asOf)).toEqual({
      incumbent: 'ml-random-forest',
      challengers: ['forest', 'boosting'],
    });
  });
});
