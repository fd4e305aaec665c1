import fc from 'fast-check';

import { intervalReach } from '../../../server/src/core/what-if/reach';

const MANY = 1e9;

describe('how far an interval reaches', () => {
  it('is the usual 90 % one when there is one lever, or all are told apart', () => {
    expect(intervalReach([0.3], MANY)).toBeCloseTo(1.645, 2);
    expect(intervalReach([9, -8, 7, 6], MANY)).toBeCloseTo(1.645, 2);
  });

  it('is that of one in all of them when none is: 99 % for ten', () => {
    expect(intervalReach(new Array(10).fill(0.5), MANY)).toBeCloseTo(2.576, 2);
  });

  it('is a little wider where few articles speak', () => {
    expect(intervalReach([0.3], 60)).toBeCloseTo(1.671, 2);
  });

  it('lets as many intervals leave nothing outside as it allows for', () => {
    const sizes = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sizes, (z) => {
        const reach = intervalReach(z, MANY);
        const told = z.filter((each) => Math.abs(each) >= reach).length;
        // The interval of that many told apart is this very one: none is left that its own rule would tell apart.
        const allowed = [...z.keys()]
          .map((k) => k + 1)
          .filter((k) => z.filter((each) => Math.abs(each) >= at(k)).length >= k);
        function at(k: number) {
          return intervalReach([...new Array(k).fill(99), ...new Array(z.length - k).fill(0)], MANY);
        }
        expect(told).toBe(Math.max(0, ...allowed));
      })
    );
  });
});
