/**
 * The drill `nights`: every process of a site is woken for the same night at the same moment, one of them is killed at a
 * random moment of it and restarted. Judged by what the database holds afterwards and by what readers saw meanwhile.
 */
import type { Knex } from 'knex';

import { createRandom } from '../../server/src/core/math/random';
import { nightId } from '../../server/src/jobs/nightly';
import { findRun, type RunRecord } from '../../server/src/repositories/training-runs';
import type { Cluster } from '../helpers/cluster/cluster';
import type { Member } from '../helpers/cluster/member';
import type { SeededSite } from '../helpers/cluster/seed-site';
import { type Watched, watchCluster } from '../helpers/cluster/watch';
import { registeredOnce, liveOnce, sameVersionIn } from './nights-checks';

const FIRST_NIGHT = Date.UTC(2030, 0, 1, 3);
const DAY_MS = 24 * 3_600_000;
const POLL_MS = 100;
const LONGEST_MS = 180_000;
/** The victim is restarted so long after its death, at most. */
const RESTART_MS = 3_000;
/** All processes are on one version so soon after the promotion. */
export const ONE_VERSION_MS = 5_000;

export interface Scene {
  readonly cluster: Cluster;
  readonly knex: Knex;
  readonly site: SeededSite;
}

export interface NightPlan {
  readonly night: number;
  readonly seed: number;
  /** How long a night takes when nobody dies: the death falls into it. */
  readonly usualMs: number;
  /** Who dies: anybody, nobody (to learn how long a night takes), or whoever has the run, in the middle of it. */
  readonly dies?: 'anybody' | 'nobody' | 'worker';
  /** See `watchCluster`. */
  readonly longestAnswerMs?: number;
}

export interface NightResult {
  readonly night: number;
  readonly victim: string;
  readonly killedAfterMs: number;
  /** What the run was at when the victim died; null before it had begun. */
  readonly step: string | null;
  /** Whether the victim had the run. */
  readonly hadRun: boolean;
  /** Processes that worked at the run. */
  readonly attempts: number;
  /** From the moment the first process woke to the end of the run. */
  readonly durationMs: number;
  readonly modelVersion: string | null;
  /** From the promotion until the last site said so. */
  readonly lagMs: number;
  readonly requests: number;
  readonly slowestMs: number;
  readonly failures: readonly string[];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const until = async (holds: () => Promise<boolean> | boolean, limitMs: number): Promise<boolean> => {
  for (const end = performance.now() + limitMs; performance.now() < end; await pause(POLL_MS)) {
    if (await holds()) return true;
  }
  return false;
};

const isOpen = (run: RunRecord | null): boolean => run === null || ['queued', 'running'].includes(run.status);

/** A night that was begun before, when the drill was stopped in it, is a minute later this time. */
const freshInstant = async (knex: Knex, from: number): Promise<Date> => {
  let at = new Date(from);
  while ((await findRun(knex, nightId(at))) !== null) at = new Date(at.getTime() + 60_000);
  return at;
};

/** All at once, and whoever is killed meanwhile does not answer. */
const wakeAll = async (members: readonly Member[], at: Date): Promise<void> =>
  void (await Promise.allSettled(members.map((member) => member.call('schedule', 'wakeNow', 'nightly', at))));

interface Death {
  readonly victim: string;
  readonly step: string | null;
  readonly hadRun: boolean;
}

/** Whether this process has the run. */
const hasRun = (run: RunRecord | null, { pid }: Member): boolean =>
  run?.status === 'running' && pid() !== null && (run.heldBy ?? '').endsWith(` ${pid()}`);

const die = async ({ knex }: Scene, victim: Member, runId: string, restartAfterMs: number): Promise<Death> => {
  const run = await findRun(knex, runId);
  const hadRun = hasRun(run, victim);
  await victim.kill9();
  await pause(restartAfterMs);
  await victim.start();
  return { victim: victim.name, step: run?.progress?.step ?? null, hadRun };
};

/** The process that has the run, once one has it. */
const whoWorks = async ({ cluster, knex }: Scene, runId: string): Promise<Member> => {
  for (const end = performance.now() + LONGEST_MS; performance.now() < end; await pause(POLL_MS)) {
    const run = await findRun(knex, runId);
    const found = cluster.members.find((member) => hasRun(run, member));
    if (found !== undefined) return found;
  }
  throw new Error(`nobody worked at ${runId}`);
};

/** The sites' answers agree, or the time for it is over: later ones need not be waited for. */
const settle = async (sites: readonly Member[], versions: () => Map<string, string>, modelVersion: string | null) =>
  until(
    () => sites.every((site) => site.isUp() && versions().get(site.name) === modelVersion),
    modelVersion === null ? 0 : ONE_VERSION_MS + 1_000
  );

const judge = async (
  { knex, cluster }: Scene,
  run: RunRecord,
  watched: Watched
): Promise<{ failures: string[]; lagMs: number }> => {
  const failures = [...watched.failures];
  if (run.status !== 'succeeded')
    failures.push(`the run ended ${run.status}: ${run.error?.message ?? 'no error kept'}`);
  failures.push(...(await registeredOnce(knex, run)), ...(await liveOnce(knex, run)));
  const { lagMs, failures: mixed } = await sameVersionIn(knex, cluster, run, watched.seen);
  if (lagMs > ONE_VERSION_MS) failures.push(`a site was ${lagMs} ms behind the promotion`);
  return { failures: [...failures, ...mixed], lagMs };
};

export async function runNight(
  scene: Scene,
  { night, seed, usualMs, dies = 'anybody', longestAnswerMs }: NightPlan
): Promise<NightResult> {
  const { cluster, knex, site } = scene;
  const random = createRandom(seed * 10_007 + night);
  const at = await freshInstant(knex, FIRST_NIGHT + night * DAY_MS);
  const runId = nightId(at);
  const anybody = cluster.members[random.int(cluster.members.length)] as Member;
  const killAfterMs = Math.round(random.next() * usualMs);
  const restartAfterMs = Math.round(random.next() * RESTART_MS);
  const before = Number((await knex('foresight_training_runs').count({ n: '*' }))[0]?.['n']);

  const watch = watchCluster(cluster.sites, {
    documentId: site.documentIds.at(-3) ?? '',
    token: site.readToken,
    ...(longestAnswerMs === undefined ? {} : { longestAnswerMs }),
  });
  const death = async (): Promise<Death> => {
    if (dies === 'nobody') return { victim: '', step: null, hadRun: false };
    if (dies === 'worker') return die(scene, await whoWorks(scene, runId), runId, restartAfterMs);
    await pause(killAfterMs);
    return die(scene, anybody, runId, restartAfterMs);
  };
  const dying = death();
  await Promise.all([wakeAll(cluster.members, at), dying]);
  await until(async () => !isOpen(await findRun(knex, runId)), LONGEST_MS);
  const { victim, step, hadRun } = await dying;

  const run = await findRun(knex, runId);
  const modelVersion = run?.outcomes.find(({ kind }) => kind === 'ranker')?.modelVersion ?? null;
  await settle(cluster.sites, watch.now, modelVersion);
  const watched = await watch.stop();
  const { failures, lagMs } =
    run === null ? { failures: ['nobody began the night'], lagMs: 0 } : await judge(scene, run, watched);
  const after = Number((await knex('foresight_training_runs').count({ n: '*' }))[0]?.['n']);
  if (after !== before + 1) failures.push(`${after - before} runs were made in this night`);

  return {
    night,
    victim,
    killedAfterMs: killAfterMs,
    step,
    hadRun,
    attempts: run?.attempts ?? 0,
    durationMs: run?.finishedAt == null ? LONGEST_MS : run.finishedAt - run.queuedAt,
    modelVersion,
    lagMs,
    requests: watched.requests,
    slowestMs: Math.round(watched.slowestMs),
    failures,
  };
}
