import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';

import { LIMITS } from '../../config/defaults';
import { type Device, deviceOf } from '../../core/events';

/** What a user agent is reduced to. */
export interface Browser {
  readonly isRobot: boolean;
  readonly device: Device | null;
}

const UNKNOWN: Browser = { isRobot: false, device: null };

/** Many readers have the same browser, and looking at one is dear: the latest ones are remembered. */
export function createBrowserReader(): (userAgent: string | undefined) => Browser {
  const known = new LRUCache<string, Browser>({ max: LIMITS.knownBrowsers });
  return (userAgent) => {
    if (userAgent === undefined) return UNKNOWN;
    let browser = known.get(userAgent);
    if (browser === undefined) {
      browser = { isRobot: isRobot(userAgent), device: deviceOf(userAgent) };
      known.set(userAgent, browser);
    }
    return browser;
  };
}

/** A browser without a name is none. A server that sends no user agent says nothing about bots. */
export const isRobot = (userAgent: string | undefined): boolean =>
  userAgent !== undefined && (userAgent === '' || isbot(userAgent));
