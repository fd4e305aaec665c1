import { finding } from './finding';
import type { DataCheck } from './types';

/** Views below which shares of them say little. */
const LEAST_VIEWS = 200;
/**
 * Nobody opens the same page twice within one second but by a double click; a visitor with 10 views of an article in a
 * week does so by chance once in 13,000 times. Two in a hundred is a tracker put in twice on a page, or a queue that
 * sends again under new ids.
 */
const SOME = 0.02;
/** A fifth: views are wrong by as much as separates a good article from a usual one. */
const MANY = 0.2;

/** The same visitor, article and second more than once. */
export const repeatedEvents: DataCheck = {
  concerns: 'labels',
  run: ({ events: { views, repeats, articles } }) => {
    const share = repeats / views;
    if (views < LEAST_VIEWS || share < SOME) return [];
    return [finding('repeated-events', share >= MANY ? 'blocking' : 'warning', { share, repeats, views, articles })];
  },
};
