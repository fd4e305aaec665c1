/**
 * Readers and monitors of a cluster, one pair per site: each asks again and again for the site's health and for a
 * prediction, and keeps what is wrong with the answers. What fails because the process died in the middle is no failure.
 */
import { setTimeout as pause } from 'node:timers/promises';

import { GetHealth, GetPrediction } from '../../../server/src/contracts/serving';
import { type Answer, ask } from './ask';
import type { Member } from './member';

const EVERY_MS = 150;
/** A connection breaks so long before the end of its process is known. */
export const DEATH_MS = 500;
/** No request may hang longer. */
export const LONGEST_ANSWER_MS = 2_000;

/** Which version of the ranker a site said is live, and when it said so first and last. */
export interface Seen {
  readonly site: string;
  readonly modelVersion: string;
  readonly from: number;
  to: number;
}

export interface Watched {
  readonly requests: number;
  /** Answered with 503 while that was to be expected. */
  readonly unavailable: number;
  readonly failures: readonly string[];
  readonly slowestMs: number;
  /** In order of time within each site; a site that came back begins a new stretch. */
  readonly seen: readonly Seen[];
}

export interface Watch {
  /** Versions each site that is up says are live right now, newest stretch of each. */
  now(): Map<string, string>;
  stop(): Promise<Watched>;
}

export interface WatchOptions {
  readonly documentId: string;
  readonly token: string;
  /** Whether a 503 is to be expected: the database is away. Default: never. */
  readonly mayBeUnavailable?: () => boolean;
  /** Default: LONGEST_ANSWER_MS. More on a machine that does other things as well, where it says little. */
  readonly longestAnswerMs?: number;
}

/** Where more than usual is allowed: the plugin's answer that it could not answer in time. */
export const isTooLate = ({ status, body }: Answer, longestAnswerMs: number): boolean =>
  longestAnswerMs > LONGEST_ANSWER_MS &&
  status === 503 &&
  (body as { error?: { details?: { code?: string } } } | null)?.error?.details?.code === 'TIMED_OUT';

export function watchCluster(
  sites: readonly Member[],
  { documentId, token, mayBeUnavailable = () => false, longestAnswerMs = LONGEST_ANSWER_MS }: WatchOptions
): Watch {
  const failures: string[] = [];
  const seen: Seen[] = [];
  const newest = new Map<string, Seen>();
  let requests = 0;
  let unavailable = 0;
  let slowestMs = 0;
  let stopped = false;

  const fail = (site: Member, what: string): void => void failures.push(`${site.name} ${what}`);

  /** A good answer of a process that lived through the request, or null. */
  const askSite = async (site: Member, path: string): Promise<Answer | null> => {
    const life = site.life();
    const couldBeAway = mayBeUnavailable();
    const answer = await ask(`${site.url}/api/foresight${path}`, { token });
    if (answer.failure !== null) await pause(DEATH_MS);
    if (!site.isUp() || site.life() !== life) return null;
    requests++;
    slowestMs = Math.max(slowestMs, answer.ms);
    if (answer.ms > longestAnswerMs) fail(site, `answered ${path} after ${Math.round(answer.ms)} ms`);
    if (answer.status === 200) return answer;
    if (answer.status === 503 && (couldBeAway || mayBeUnavailable())) unavailable++;
    else if (isTooLate(answer, longestAnswerMs)) unavailable++;
    else fail(site, `answered ${path} with ${answer.failure ?? answer.status} after ${Math.round(answer.ms)} ms`);
    return null;
  };

  const note = (site: Member, modelVersion: string, at: number): void => {
    const before = newest.get(site.name);
    if (before?.modelVersion === modelVersion) {
      before.to = at;
      return;
    }
    const stretch = { site: site.name, modelVersion, from: at, to: at };
    newest.set(site.name, stretch);
    seen.push(stretch);
  };

  const lookAtHealth = async (site: Member): Promise<void> => {
    const asked = Date.now();
    const answer = await askSite(site, '/health');
    if (answer === null) return;
    const { data } = GetHealth.response.parse(answer.body);
    const modelVersion = data.models.find(({ kind }) => kind === 'ranker')?.modelVersion ?? null;
    if (modelVersion === null) return fail(site, 'says that no ranker is live');
    // It was so at some moment after the question: the earliest is taken.
    note(site, modelVersion, asked);
  };

  const lookAtPrediction = async (site: Member): Promise<void> => {
    const answer = await askSite(site, `/predictions/${documentId}`);
    if (answer === null) return;
    const { data, meta } = GetPrediction.response.parse(answer.body);
    if (meta.modelVersion === null) fail(site, `predicts without a model: ${meta.fallback}`);
    if (data.forecast === null) fail(site, 'predicts nothing');
  };

  const follow = async (site: Member, look: (site: Member) => Promise<void>): Promise<void> => {
    while (!stopped) {
      if (site.isUp()) await look(site);
      else newest.delete(site.name);
      await pause(EVERY_MS);
    }
  };

  const following = sites.flatMap((site) => [follow(site, lookAtHealth), follow(site, lookAtPrediction)]);
  return {
    now: () => new Map([...newest.values()].map(({ site, modelVersion }) => [site, modelVersion])),
    async stop() {
      stopped = true;
      await Promise.all(following);
      return { requests, unavailable, failures, slowestMs, seen };
    },
  };
}
