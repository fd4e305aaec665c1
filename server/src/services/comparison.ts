import type { Core } from '@strapi/strapi';

import type { VersionComparison } from '../contracts/admin';
import { getService } from '../utils/get-service';

/** Resamples are the same each time somebody looks. */
const SEED = 1;

/** Puts two versions of a ranker side by side. A thread reads their bytes and does the sums. */
export const comparison = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * @param reference an id, a name or an alias, both.
   * @throws {CoreError} NOT_FOUND; ARTIFACT_CORRUPT for damaged bytes.
   */
  async of(reference: string, other: string): Promise<VersionComparison> {
    const registry = getService(strapi, 'registry');
    const [first, second] = [await registry.summary(reference), await registry.summary(other)];
    const none = (obstacle: NonNullable<VersionComparison['obstacle']>) => ({ first, second, obstacle, contest: null });
    if (first.kind !== 'ranker' || second.kind !== 'ranker') return none('other-kind');
    if (first.artifactBytes === 0 || second.artifactBytes === 0) return none('bytes-gone');
    const contest = await getService(strapi, 'workers').run('compareModels', {
      first: first.modelVersion,
      second: second.modelVersion,
      seed: SEED,
    });
    return contest === null ? none('other-target') : { first, second, obstacle: null, contest };
  },
});
