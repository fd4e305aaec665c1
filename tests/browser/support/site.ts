/** Starts and stops the site under test: its own process, its own temporary database, a port of its own. */
import path from 'node:path';

import { launch, sharedSite } from '../../helpers/app-processes';
import { freePort } from '../../helpers/free-port';

export interface Account {
  readonly email: string;
  readonly password: string;
}

export interface SiteFacts {
  readonly origin: string;
  readonly admin: Account;
  readonly editor: Account;
  readonly draftId: string;
  /** Some hours to days old: its horizon is still open. */
  readonly publishedId: string;
}

export interface Site extends SiteFacts {
  stop(): Promise<void>;
}

const START_MS = 120_000;

export const startSite = async (): Promise<Site> => {
  const shared = await sharedSite({ config: { ranker: { nEstimators: 30 } } });
  const site = launch([path.join(__dirname, 'start.mjs')], { ...shared.env, PORT: String(await freePort()) });
  const line = await site.said(/^facts /, START_MS);
  return {
    ...(JSON.parse(line.slice('facts '.length)) as SiteFacts),
    stop: async () => {
      await site.kill();
      await shared.close();
    },
  };
};
