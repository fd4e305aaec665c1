export { runSeoChecks, seoChecks, seoMessages } from './run-checks';
export type { SeoCheck, SeoFinding, SeoGroup, SeoImpact, SeoInput, SeoStatus, SeoValues } from './types';
