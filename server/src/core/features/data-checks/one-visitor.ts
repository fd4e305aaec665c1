import { finding } from './finding';
import type { DataCheck } from './types';

/** On a young site the editors themselves are the readers. */
const LEAST_VIEWS = 500;
/** No person reads a fifth of a site of some hundred views a week; a monitor or a bot without a name does. */
const SOME = 0.2;
/** Most of what would be learned is what this one does. */
const MOST = 0.5;

/** One visitor with a large share of all views. */
export const oneVisitor: DataCheck = {
  concerns: 'labels',
  run: ({ events: { views, busiest, articles } }) => {
    const share = busiest / views;
    if (views < LEAST_VIEWS || share < SOME) return [];
    return [finding('one-visitor', share >= MOST ? 'blocking' : 'warning', { share, views: busiest, articles })];
  },
};
