import { isbot } from 'isbot';

import { type Device, deviceOf } from '../../core/events';

/** What a user agent is reduced to. */
export interface Browser {
  readonly isRobot: boolean;
  readonly device: Device | null;
}

/** Tells browsers of one request apart: as a rule all of its events have the same, and looking at one is dear. */
export function createBrowserReader(): (userAgent: string | undefined) => Browser {
  const known = new Map<string | undefined, Browser>();
  return (userAgent) => {
    const browser = known.get(userAgent) ?? { isRobot: isRobot(userAgent), device: deviceOf(userAgent) };
    known.set(userAgent, browser);
    return browser;
  };
}

/** A browser without a name is none. A server that sends no user agent says nothing about bots. */
export const isRobot = (userAgent: string | undefined): boolean =>
  userAgent !== undefined && (userAgent === '' || isbot(userAgent));
