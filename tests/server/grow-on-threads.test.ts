/** Real threads from the built bundle (dist/forest-thread), as a training uses them. */
import path from 'node:path';

import { encodeForest, resolveForestParams, trainClassForest, trainForest } from '../../server/src/core/forest';
import { growOnThreads } from '../../server/src/worker/forest/grow-on-threads';
import { friedman } from '../core/forest/problems';

const ENTRY = path.resolve(__dirname, '../../dist/forest-thread/index.js');
const { X, y } = friedman(400, 1, { missing: 0.1 });
const weights = Float64Array.from(y, (_, row) => 1 + (row % 3) / 2);
const groups = Int32Array.from(y, (_, row) => row >> 2);
const params = resolveForestParams({ nEstimators: 12, seed: 5 });
const bytesOn = (nThreads: number, entry = ENTRY) => {
  const { forest } = trainForest({ X, y, weights, groups }, params, { growTrees: growOnThreads(nThreads, entry) });
  return Buffer.from(encodeForest(forest, {}));
};
const here = Buffer.from(encodeForest(trainForest({ X, y, weights, groups }, params).forest, {}));

it.each([1, 2, 3])('grows the same bytes on %i threads', (nThreads) => {
  expect(bytesOn(nThreads).equals(here)).toBe(true);
});

it('grows classes on threads as well', () => {
  const classes = Uint16Array.from(y, (value) => (value < 10 ? 0 : value < 16 ? 1 : 2));
  const grow = (growTrees?: ReturnType<typeof growOnThreads>) =>
    Buffer.from(encodeForest(trainClassForest({ X, classes, nClasses: 3, groups }, params, { growTrees }).forest, {}));
  expect(grow(growOnThreads(3, ENTRY)).equals(grow())).toBe(true);
});

it('grows the trees of a thread that never starts itself', () => {
  expect(bytesOn(2, path.resolve(__dirname, 'no-such-thread.js')).equals(here)).toBe(true);
});

it('grows the trees of a thread that dies with one in its hands', () => {
  expect(bytesOn(3, path.resolve(__dirname, '../fixtures/worker/dying-forest-thread.cjs')).equals(here)).toBe(true);
});

it('says how far it is, and stops when told to', () => {
  const seen: number[] = [];
  const growTrees = growOnThreads(2, ENTRY);
  trainForest({ X, y }, params, { growTrees, onProgress: (done) => seen.push(done) });
  expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));

  const stopped = () => trainForest({ X, y }, params, { growTrees, isCancelled: () => true });
  expect(stopped).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
  const some = trainForest({ X, y }, params, { growTrees, isOutOfTime: () => true });
  expect(some.treesLeftOut).toBeGreaterThan(0);
  expect(some.forest.root.length + some.treesLeftOut).toBe(12);
});
