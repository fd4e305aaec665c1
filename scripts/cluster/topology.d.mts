/** What tests see of topology.mjs. */
export const SECRETS: readonly string[];
export function processesOf(asked?: { sites?: number; workers?: number }): { sites: string[]; workers: string[] };
export function sharedEnvironment(places: {
  databaseUrl: string;
  redisUrl: string | null;
  proxies: readonly string[];
}): Record<string, string>;
export function siteEnvironment(place: { host: string; port: number }): Record<string, string>;
