/** What must be true after a night, whoever died in it. Each check says what is wrong, or nothing. */
import type { Knex } from 'knex';

import { fromColumn, toColumn } from '../../server/src/repositories/time';
import type { RunRecord } from '../../server/src/repositories/training-runs';
import type { Cluster } from '../helpers/cluster/cluster';
import type { Seen } from '../helpers/cluster/watch';

const VERSIONS = 'foresight_model_versions';

interface VersionRow {
  readonly kind: string;
  readonly version_number: number;
  readonly status: string;
  readonly promoted_at: unknown;
}

const nameOf = ({ kind, version_number }: VersionRow): string => `${kind}-${version_number}`;

/** Each kind of model that the run speaks of was kept once, and no other. */
export async function registeredOnce(knex: Knex, run: RunRecord): Promise<string[]> {
  const made = (await knex(VERSIONS).where('training_run_id', run.runId).orderBy('kind')) as VersionRow[];
  const names = made.map(nameOf).sort();
  const told = run.outcomes.flatMap(({ modelVersion }) => (modelVersion === null ? [] : [modelVersion])).sort();
  const failures: string[] = [];
  if (new Set(made.map(({ kind }) => kind)).size !== made.length) failures.push(`a kind was kept twice: ${names}`);
  if (names.join() !== told.join()) failures.push(`kept ${names.join()}, told ${told.join()}`);
  if (made.length === 0) failures.push('no model was kept');
  return failures;
}

/** What the run promoted is live, took the place of one other at the same instant, and nothing else moved. */
export async function liveOnce(knex: Knex, run: RunRecord): Promise<string[]> {
  const failures: string[] = [];
  const live = (await knex(VERSIONS).where('status', 'live')) as VersionRow[];
  for (const kind of new Set(live.map((row) => row.kind))) {
    const names = live.filter((row) => row.kind === kind).map(nameOf);
    if (names.length > 1) failures.push(`${names.join()} are live at once`);
  }
  if (!run.outcomes.some(({ kind, promoted }) => kind === 'ranker' && promoted))
    failures.push('no ranker was promoted');
  for (const { kind, modelVersion } of run.outcomes.filter(({ promoted }) => promoted)) {
    const row = live.find((each) => each.kind === kind);
    if (row === undefined || nameOf(row) !== modelVersion) {
      failures.push(`${modelVersion} was promoted and ${row === undefined ? 'nothing' : nameOf(row)} is live`);
      continue;
    }
    const since = Number(fromColumn(row.promoted_at));
    const retired: unknown[] = await knex(VERSIONS).where({ kind, retired_at: toColumn(knex, since) });
    if (since < (run.startedAt ?? 0)) failures.push(`${modelVersion} was live before its run began`);
    // The first of its kind takes nobody's place.
    if (row.version_number > 1 && retired.length !== 1) {
      failures.push(`${modelVersion} took the place of ${retired.length} versions`);
    }
  }
  return failures;
}

/** How long after the promotion a site still named another version; and whether any went back to an old one. */
export async function sameVersionIn(
  knex: Knex,
  cluster: Cluster,
  run: RunRecord,
  seen: readonly Seen[]
): Promise<{ lagMs: number; failures: string[] }> {
  const modelVersion = run.outcomes.find(({ kind, promoted }) => kind === 'ranker' && promoted)?.modelVersion;
  if (modelVersion == null) return { lagMs: 0, failures: [] };
  const [kind, number] = [modelVersion.replace(/-\d+$/, ''), Number(/\d+$/.exec(modelVersion)?.[0])];
  const row = (await knex(VERSIONS).where({ kind, version_number: number }).first()) as VersionRow;
  const promotedAt = Number(fromColumn(row.promoted_at));

  const failures: string[] = [];
  let lagMs = 0;
  for (const { name } of cluster.sites) {
    const own = seen.filter(({ site }) => site === name);
    const first = own.findIndex((each) => each.modelVersion === modelVersion);
    if (first === -1) failures.push(`${name} never named ${modelVersion}`);
    const versions = [...new Set(own.map((each) => each.modelVersion))];
    if (versions.length > 2) failures.push(`${name} named ${versions.join()}`);
    if (own.slice(first).some((each) => each.modelVersion !== modelVersion)) {
      failures.push(`${name} went back after it had named ${modelVersion}`);
    }
    for (const each of own) {
      if (each.modelVersion !== modelVersion) lagMs = Math.max(lagMs, each.to - promotedAt);
    }
  }
  return { lagMs: Math.round(lagMs), failures };
}
