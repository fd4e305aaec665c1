export { sampledArticles, type SampledArticle } from './event-sample';
export { DATA_FINDING_CODES, type DataFinding, type FindingSeverity } from './finding';
export { blockingFindings, dataToCheck, runDataChecks, withoutLeaks } from './run-checks';
export type { Concern, DataToCheck, EventSample } from './types';
