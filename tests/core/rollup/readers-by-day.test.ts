import { NO_DETAILS, readersByDay, readersByDepth } from '../../../server/src/core/rollup';
import { encodeHistogram, histogramOf, SCROLL_BINS } from '../../../server/src/core/sketch';

const sources = { direct: 1, search: 2, social: 0, internal: 0, campaign: 0, other: 0 };
const day = (start: number, views: number, scrolled: readonly number[] = []) => ({
  start,
  views,
  details: { ...NO_DETAILS, sources, scrollSketch: encodeHistogram(histogramOf(SCROLL_BINS, scrolled)) },
});

const uncounted = (start: number, views: number) => ({ start, views, details: null });

describe('readers by day', () => {
  it('come oldest first, each with its views by source and those nobody said it of', () => {
    expect(readersByDay([day(2, 5), uncounted(1, 4)])).toEqual([
      { start: 1, views: 4, sources: { ...sources, direct: 0, search: 0, unknown: 4 } },
      { start: 2, views: 5, sources: { ...sources, unknown: 2 } },
    ]);
  });
});

describe('readers by depth', () => {
  it('are counted by the deepest tenth they saw, over all days', () => {
    const depths = readersByDepth([day(1, 3, [0, 0.1, 0.52]), day(2, 2, [0.9, 0.92, 1]), uncounted(3, 9)]);
    expect(depths).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 1, 2]);
  });

  it('are none where nothing was measured', () => {
    expect(readersByDepth([])).toEqual(new Array(10).fill(0));
  });
});
