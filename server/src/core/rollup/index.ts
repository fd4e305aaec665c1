export { affectedBuckets, type AffectedBuckets, type DirtyDocument } from './affected-buckets';
export { ageLadder } from './age-ladder';
export { ageCounter, countAges, countEvents, type EventCounter, eventCounter, mergeCounts } from './count-events';
export * from './counters';
export { dayStart, dayStartBefore, hourStart, nextDayStart } from './days';
export { FAIR_SHARE, fairShare, type FairShare, type ShareRule, type SourcedEvent, wholeDays } from './fair-share';
export { DAY_MS, HOUR_MS, wallClock, zoneOffset, type WallClock } from './zone-clock';
