import fc from 'fast-check';

import { binMatrix, findUpperEdges, MISSING_BIN } from '../../../server/src/core/forest/bin';
import { createColumnSorter } from '../../../server/src/core/forest/sort-column';
import { matrix } from './problems';

const columns = fc.array(
  fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(0, -0, 1, Infinity, -Infinity, NaN, 3.4e38, -3.4e38)),
  { minLength: 1, maxLength: 60 }
);

describe('binning', () => {
  it('never splits equal values, keeps their order and puts missing ones apart', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 2, max: 255 }), (values, maxBins) => {
        const X = matrix(values.map((x) => [x]));
        const { codes, upperEdges } = binMatrix(X, maxBins);
        expect(upperEdges[0]!.length).toBeLessThanOrEqual(maxBins);
        X.data.forEach((x, i) => {
          if (Number.isNaN(x)) return expect(codes[i]).toBe(MISSING_BIN);
          expect(x <= upperEdges[0]![codes[i]!]!).toBe(true);
          return X.data.forEach((other, j) => {
            if (x === other) expect(codes[i]).toBe(codes[j]);
            if (x < other) expect(codes[i]!).toBeLessThanOrEqual(codes[j]!);
          });
        });
      })
    );
  });

  it('sorts a column as a stable sort by value does, in the same buffers again and again', () => {
    const sortColumn = createColumnSorter(60);
    fc.assert(
      fc.property(columns, (values) => {
        const column = new Float32Array(60).fill(NaN);
        column.set(values);
        const expected = [...column.keys()].filter((row) => !Number.isNaN(column[row]!));
        expected.sort((a, b) => (column[a]! < column[b]! ? -1 : column[a]! > column[b]! ? 1 : a - b));
        expect([...sortColumn(column)]).toEqual(expected);
      })
    );
  });

  it('gives every distinct value its own bin where there are enough', () => {
    fc.assert(
      fc.property(columns, (values) => {
        const floats = Float32Array.from(values)
          .filter((x) => !Number.isNaN(x))
          .sort();
        // A Set tells 0 from -0 no more than a comparison does.
        expect(findUpperEdges(floats, 255).length).toBe(Math.max(1, new Set(floats).size));
      })
    );
  });

  it('cuts where half the span is out of range of float32, or nothing lies between', () => {
    const next = 1 + 2 ** -23;
    expect([...findUpperEdges(Float32Array.of(-3.4e38, 3.4e38), 2)][0]).toBeCloseTo(0, 0);
    expect([...findUpperEdges(Float32Array.of(1, next), 2)]).toEqual([1, Infinity]);
    expect([...findUpperEdges(Float32Array.of(-Infinity, Infinity), 2)]).toEqual([-Infinity, Infinity]);
  });

  it('fills bins about evenly', () => {
    const X = matrix(Array.from({ length: 10_000 }, (_, i) => [Math.exp(i / 1000)]));
    const counts = new Uint32Array(100);
    for (const code of binMatrix(X, 100).codes) counts[code]!++;
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(99);
    expect(Math.max(...counts)).toBeLessThanOrEqual(101);
  });
});
