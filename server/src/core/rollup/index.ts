export { affectedBuckets, type AffectedBuckets, type DirtyDocument } from './affected-buckets';
export { ageLadder } from './age-ladder';
export { type BucketDetails, detailsCounter, NO_DETAILS } from './bucket-details';
export { ageCounter, countAges, countEvents, type EventCounter, eventCounter, mergeCounts } from './count-events';
export * from './counters';
export { dayStart, dayStartBefore, endOfDate, hourStart, nextDayStart, startOfDate } from './days';
export { FAIR_SHARE, fairShare, type FairShare, type ShareRule, type SourcedEvent, wholeDays } from './fair-share';
export { type CountedBucket, type ReadersOf, type Spread, summarizeReaders } from './summarize-readers';
export { DAY_MS, HOUR_MS, wallClock, zoneOffset, type WallClock } from './zone-clock';
