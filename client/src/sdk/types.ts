/** What goes in and out, as the server's own contracts have it: types only, nothing of them is in the bundle. */
import type { z } from 'zod';

import type { EventInput, PostEvents } from '../../../server/src/contracts/events';
import type { GetHealth, GetPrediction, GetRankings, PostClassify } from '../../../server/src/contracts/serving';
import type { GetTracker } from '../../../server/src/contracts/tracker';
import type { ErasureAnswer, ExportVisitor } from '../../../server/src/contracts/visitors';
import type { PostWhatIf } from '../../../server/src/contracts/what-if';

/** Of one event; without an `eventId` it gets one. */
export type ReaderEvent = Omit<EventInput, 'eventId'> & { readonly eventId?: string };
export type SentEvents = PostEvents['Response']['data'];

export type RankingsQuery = Partial<GetRankings['Request']>;
export type Rankings = GetRankings['Response'];

export type PredictionQuery = Omit<GetPrediction['Request'], 'documentId'>;
export type Prediction = GetPrediction['Response'];

export type WhatIfQuestion = z.input<typeof PostWhatIf.request>;
export type WhatIf = PostWhatIf['Response'];

export type ClassifyQuestion = z.input<typeof PostClassify.request>;
export type Classification = PostClassify['Response'];

export type Health = GetHealth['Response'];
export type TrackerFacts = GetTracker['Response'];

/** All that is kept of a visitor, every page together. */
export interface VisitorExport {
  readonly data: ExportVisitor['Response']['data'];
  readonly meta: Omit<ExportVisitor['Response']['meta'], 'next'>;
}
export type VisitorErasure = ErasureAnswer['data'];
