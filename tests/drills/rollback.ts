/**
 * The drill `rollback`: while readers ask two sites as fast as they answer, the model is rolled back on one of them and
 * made live again on the other, in turns. Nobody may notice but by the version that answers.
 */
import { ask } from '../helpers/cluster/ask';
import type { Cluster } from '../helpers/cluster/cluster';
import { beginLoad, type LoadResult } from '../helpers/cluster/load';
import type { Member } from '../helpers/cluster/member';
import type { SeededSite } from '../helpers/cluster/seed-site';

/** Bars: after so many milliseconds every answer of the site that did it, and of the others, comes from the other version. */
export const HERE_MS = 1_000;
export const ELSEWHERE_MS = 5_000;
/** With Redis the others are told at once. */
export const ELSEWHERE_REDIS_MS = 1_000;

const VERSION = /"modelVersion":"(ranker-\d+)"/g;
const ASKED_ARTICLES = 5;

export interface Change {
  readonly what: 'roll back' | 'promote';
  /** The site it was asked of. */
  readonly site: string;
  readonly modelVersion: string;
  /** How long the request took. */
  readonly answeredMs: number;
  /** From asking for it until the last answer that named another version. */
  readonly hereMs: number;
  readonly elsewhereMs: number;
}

export interface RollbackResult {
  readonly changes: readonly Change[];
  readonly failures: readonly string[];
  readonly loads: readonly (LoadResult & { readonly site: string })[];
}

/** When each version was last named by a site's answers. */
type LastNamed = Map<string, number>;

const listen = (named: LastNamed) => (body: string) => {
  const at = performance.now();
  for (const [, modelVersion] of body.matchAll(VERSION)) named.set(modelVersion as string, at);
};

export async function login(site: Member, { email, password }: SeededSite['account']): Promise<string> {
  const { status, body, failure } = await ask(`${site.url}/admin/login`, { method: 'POST', json: { email, password } });
  const token = (body as { data?: { token?: string } } | null)?.data?.token;
  if (token === undefined) throw new Error(`no login at ${site.name}: ${failure ?? status} ${JSON.stringify(body)}`);
  return token;
}

interface Turn {
  readonly what: Change['what'];
  readonly site: Member;
  readonly path: string;
}

const turns = ([first, second]: readonly Member[], promoted: string): readonly Turn[] => {
  if (first === undefined || second === undefined) throw new Error('two sites are needed');
  return [
    { what: 'roll back', site: first, path: '/foresight/models/kinds/ranker/roll-back' },
    { what: 'promote', site: second, path: `/foresight/models/${promoted}/promote` },
  ];
};

/** Milliseconds from `since` until a site last named another version than this. */
const lastOther = (named: LastNamed, modelVersion: string, since: number): number =>
  Math.max(0, ...[...named].map(([name, at]) => (name === modelVersion ? 0 : Math.round(at - since))));

/**
 * @param rounds   one roll back and one promotion each
 * @param settleMs how long each change is watched
 */
export async function runRollback(
  { sites }: Cluster,
  seeded: SeededSite,
  { rounds, settleMs, connections }: { rounds: number; settleMs: number; connections: number }
): Promise<RollbackResult> {
  const paths = [
    ...seeded.documentIds.slice(-ASKED_ARTICLES).map((id) => `/api/foresight/predictions/${id}`),
    '/api/foresight/rankings?limit=20',
  ];
  const tokens = new Map<string, string>();
  for (const site of sites) tokens.set(site.name, await login(site, seeded.account));
  const named = new Map(sites.map(({ name }) => [name, new Map() as LastNamed]));
  const loads = sites.map((site) =>
    beginLoad({
      origin: site.url,
      paths,
      token: seeded.readToken,
      connections,
      onBody: listen(named.get(site.name) as LastNamed),
    })
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve, settleMs));
  await settle();

  const changes: Change[] = [];
  const failures: string[] = [];
  const promoted = [...(named.get(sites[0]?.name ?? '')?.keys() ?? [])].at(-1) ?? '';
  for (let round = 0; round < rounds; round++) {
    for (const { what, site, path } of turns(sites, promoted)) {
      const since = performance.now();
      const token = tokens.get(site.name) ?? '';
      const { status, body, ms, failure } = await ask(`${site.url}${path}`, {
        method: 'POST',
        token,
        json: { reason: 'the drill goes back and forth' },
      });
      if (status !== 200) {
        failures.push(`${what} at ${site.name}: ${failure ?? status} ${JSON.stringify(body)}`);
        continue;
      }
      const { modelVersion } = (body as { data: { modelVersion: string } }).data;
      await settle();
      const behind = (of: Member) => lastOther(named.get(of.name) as LastNamed, modelVersion, since);
      changes.push({
        what,
        site: site.name,
        modelVersion,
        answeredMs: Math.round(ms),
        hereMs: behind(site),
        elsewhereMs: Math.max(...sites.filter((other) => other !== site).map(behind)),
      });
    }
  }
  const ended = await Promise.all(loads.map((end) => end()));
  return {
    changes,
    failures,
    loads: ended.map((load, at) => ({ ...load, site: sites[at]?.name ?? '' })),
  };
}
