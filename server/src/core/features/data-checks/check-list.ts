import { clockSkew } from './clock-skew';
import { columnStandsStill } from './column-stands-still';
import { constantColumns } from './constant-columns';
import { labelsLost } from './labels-lost';
import { leakingColumns } from './leaking-columns';
import { levelShift } from './level-shift';
import { missingText } from './missing-text';
import { nothingCounted } from './nothing-counted';
import { oneArticle } from './one-article';
import { oneVisitor } from './one-visitor';
import { repeatedEvents } from './repeated-events';
import { suspectedOutage } from './suspected-outage';
import { tooFewLabels } from './too-few-labels';
import type { DataCheck } from './types';

/** Every check of the data before a training. */
export const DATA_CHECKS: readonly DataCheck[] = [
  tooFewLabels,
  nothingCounted,
  repeatedEvents,
  oneVisitor,
  clockSkew,
  suspectedOutage,
  labelsLost,
  leakingColumns,
  columnStandsStill,
  constantColumns,
  missingText,
  oneArticle,
  levelShift,
];
