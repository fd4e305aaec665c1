/** Where a scene of the drill `outage` plays: a cluster on servers that may be stopped, its readers, writers and operator. */
import type { Knex } from 'knex';

import { findRun, type RunRecord } from '../../../server/src/repositories/training-runs';
import type { OwnServer } from '../../../scripts/servers.mjs';
import { type Answer, ask } from '../../helpers/cluster/ask';
import type { Cluster } from '../../helpers/cluster/cluster';
import type { ClusterDatabase } from '../../helpers/cluster/databases';
import type { Member } from '../../helpers/cluster/member';
import type { SeededSite } from '../../helpers/cluster/seed-site';
import { isTooLate } from '../../helpers/cluster/watch';
import { login } from '../rollback';

const POLL_MS = 50;
const RUN_MS = 240_000;
/** After the database is back, requests may still meet a connection that broke for so long. */
const RECOVERY_MS = 10_000;
const AT_WORK = ['features', 'evaluating', 'fitting'];

export interface Servers {
  readonly postgres: OwnServer;
  readonly redis: OwnServer | null;
}

export interface Stage {
  readonly cluster: Cluster;
  readonly servers: Servers;
  readonly site: SeededSite;
  /** Folder of logs, clocks and triggers. */
  readonly folder: string;
  /** Something is not as it must be. */
  fail(what: string): void;
  check(holds: boolean, what: string): void;
  /** A question to the database, on a connection that is made for it. */
  query<T>(question: (knex: Knex) => Promise<T>): Promise<T>;
  /** As the administrator: a request that must not hang, whatever its answer. */
  operate(site: Member, method: 'GET' | 'POST', path: string, json?: unknown): Promise<Answer>;
  /** Ask a site for a training, over HTTP; the run's id. */
  startTraining(site: Member): Promise<string>;
  /** Until the run is in the middle of learning. */
  midTraining(runId: string): Promise<void>;
  /** Until it has ended, one way or the other. */
  endOfRun(runId: string): Promise<RunRecord>;
  /** While `work` goes on, and until all sites answer again after it, requests may be answered with 503. */
  whileAway(work: () => Promise<void>): Promise<void>;
  readonly mayBeUnavailable: () => boolean;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const until = async (holds: () => Promise<boolean>, limitMs: number, everyMs = POLL_MS): Promise<boolean> => {
  for (const end = performance.now() + limitMs; performance.now() < end; await pause(everyMs)) {
    if (await holds().catch(() => false)) return true;
  }
  return false;
};

export function createStage(
  parts: Pick<Stage, 'cluster' | 'servers' | 'site' | 'folder'> & {
    readonly database: ClusterDatabase;
    readonly longestAnswerMs: number;
  },
  failures: string[]
): Stage {
  const { cluster, site: seeded, database, longestAnswerMs } = parts;
  const tokens = new Map<string, string>();
  let away = false;

  const fail = (what: string): void => void failures.push(what);
  const query = async <T>(question: (knex: Knex) => Promise<T>): Promise<T> => {
    const knex = database.connect();
    try {
      return await question(knex);
    } finally {
      await knex.destroy();
    }
  };

  const operate: Stage['operate'] = async (site, method, path, json) => {
    const token = tokens.get(site.name) ?? (await login(site, seeded.account));
    tokens.set(site.name, token);
    const answer = await ask(`${site.url}/foresight${path}`, {
      method,
      token,
      ...(json === undefined ? {} : { json }),
    });
    if (answer.ms > longestAnswerMs) {
      fail(`${method} ${path} at ${site.name} was answered after ${Math.round(answer.ms)} ms`);
    }
    if (answer.status >= 500 && !(answer.status === 503 && away) && !isTooLate(answer, longestAnswerMs)) {
      fail(`${method} ${path} at ${site.name}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    }
    return answer;
  };

  const answersAgain = async (site: Member): Promise<boolean> =>
    (await ask(`${site.url}/api/foresight/predictions/${seeded.documentIds.at(-3)}`, { token: seeded.readToken }))
      .status === 200;

  return {
    ...parts,
    fail,
    check: (holds, what) => void (holds || fail(what)),
    query,
    operate,
    async startTraining(site) {
      const { status, body } = await operate(site, 'POST', '/train');
      const runId = (body as { data?: { runId?: string } } | null)?.data?.runId;
      if (status !== 202 || runId === undefined) throw new Error(`no training: ${status} ${JSON.stringify(body)}`);
      return runId;
    },
    async midTraining(runId) {
      let last = '';
      const met = await until(async () => {
        const run = await query((knex) => findRun(knex, runId));
        last = `${run?.status} ${run?.progress?.step}`;
        return run?.status === 'running' && AT_WORK.includes(run.progress?.step ?? '');
      }, RUN_MS);
      if (!met) throw new Error(`the training was not met in the middle: ${last}`);
    },
    async endOfRun(runId) {
      let run: RunRecord | null = null;
      await until(async () => {
        run = await query((knex) => findRun(knex, runId));
        return run !== null && !['queued', 'running'].includes(run.status);
      }, RUN_MS);
      run ??= await query((knex) => findRun(knex, runId));
      if (run === null) throw new Error(`there is no run ${runId}`);
      return run;
    },
    async whileAway(work) {
      away = true;
      await work();
      const back = await Promise.all(
        cluster.sites.map((site) => until(() => answersAgain(site), RECOVERY_MS, POLL_MS * 4))
      );
      cluster.sites.forEach((site, at) => back[at] || fail(`${site.name} does not answer ${RECOVERY_MS} ms later`));
      away = false;
    },
    mayBeUnavailable: () => away,
  };
}
