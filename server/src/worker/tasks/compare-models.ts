import { compareVersions, decodeRanker, type VersionContest } from '../../core/evaluate';
import type { TaskContext } from '../context';
import { namedModel } from '../live-models';

export interface CompareModelsPayload {
  /** Names of two rankers, such as ranker-12. */
  readonly first: string;
  readonly second: string;
  readonly seed: number;
}

/** Two versions on the later articles both have judged; null when they predict something else. @throws {CoreError} NOT_FOUND, ARTIFACT_CORRUPT */
export async function compareModelsTask(
  { first, second, seed }: CompareModelsPayload,
  { knex }: TaskContext
): Promise<VersionContest | null> {
  const [own, other] = [await namedModel(knex, first, decodeRanker), await namedModel(knex, second, decodeRanker)];
  return own.model !== null && other.model !== null ? compareVersions(own.model, other.model, seed) : null;
}
