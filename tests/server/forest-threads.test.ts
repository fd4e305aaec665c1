/** Real threads from the built bundle (dist/forest-thread), as a training uses them. */
import path from 'node:path';

import {
  encodeForest,
  resolveForestParams,
  trainClassForest,
  trainForest,
  type GrowTrees,
} from '../../server/src/core/forest';
import { createForestThreads } from '../../server/src/worker/forest/forest-threads';
import { friedman } from '../core/forest/problems';

const ENTRY = path.resolve(__dirname, '../../dist/forest-thread/index.js');
const { X, y } = friedman(400, 1, { missing: 0.1 });
const weights = Float64Array.from(y, (_, row) => 1 + (row % 3) / 2);
const groups = Int32Array.from(y, (_, row) => row >> 2);
const params = resolveForestParams({ nEstimators: 12, seed: 5 });
/** What some work does with threads, which are closed when it has done it. */
const onThreads = <T>(nThreads: number, work: (growTrees: GrowTrees) => T, entry = ENTRY): T => {
  const threads = createForestThreads(nThreads, entry);
  try {
    return work(threads.growTrees);
  } finally {
    threads.close();
  }
};
const bytesBy = (growTrees?: GrowTrees) =>
  Buffer.from(encodeForest(trainForest({ X, y, weights, groups }, params, { growTrees }).forest, {}));
const here = bytesBy();

it.each([1, 2, 3])('grows the same bytes on %i threads, forest after forest', (nThreads) => {
  onThreads(nThreads, (growTrees) => {
    for (let round = 0; round < 3; round++) expect(bytesBy(growTrees).equals(here)).toBe(true);
  });
});

it('grows classes on threads as well', () => {
  const classes = Uint16Array.from(y, (value) => (value < 10 ? 0 : value < 16 ? 1 : 2));
  const grow = (growTrees?: GrowTrees) =>
    Buffer.from(encodeForest(trainClassForest({ X, classes, nClasses: 3, groups }, params, { growTrees }).forest, {}));
  expect(onThreads(3, grow).equals(grow())).toBe(true);
});

it.each(['no-such-thread.cjs', 'dying-forest-thread.cjs'])('grows the trees of %s, which left them, itself', (file) => {
  const entry = path.resolve(__dirname, '../fixtures/worker', file);
  expect(onThreads(3, bytesBy, entry).equals(here)).toBe(true);
});

it('says how far it is, stops when told to, and grows the next forest whole', () => {
  onThreads(2, (growTrees) => {
    const seen: number[] = [];
    trainForest({ X, y }, params, { growTrees, onProgress: (done) => seen.push(done) });
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));

    const stopped = () => trainForest({ X, y }, params, { growTrees, isCancelled: () => true });
    expect(stopped).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
    const some = trainForest({ X, y }, params, { growTrees, isOutOfTime: () => true });
    expect(some.treesLeftOut).toBeGreaterThan(0);
    expect(some.forest.root.length + some.treesLeftOut).toBe(12);
    expect(bytesBy(growTrees).equals(here)).toBe(true);
  });
});
