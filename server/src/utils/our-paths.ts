import type { Core } from '@strapi/strapi';

/** Which paths are the plugin's: told as Strapi's router tells them, whatever the case and with or without a last slash. */
export interface OurPaths {
  /** Path of `POST events` as documentation gives it. */
  readonly events: string;
  /** Path of `GET tracker.js`. */
  readonly tracker: string;
  isOurs(path: string): boolean;
  isEvents(path: string): boolean;
}

export function ourPaths(strapi: Core.Strapi): OurPaths {
  const prefix = String(strapi.config.get('api.rest.prefix', '/api')).replace(/\/+$/, '');
  const events = `${prefix}/foresight/events`;
  const roots = [`${prefix}/foresight/`.toLowerCase(), '/foresight/'];
  const wanted = events.toLowerCase();
  return {
    events,
    tracker: `${prefix}/foresight/tracker.js`,
    isOurs(path) {
      const asked = path.toLowerCase();
      return roots.some((root) => asked.startsWith(root));
    },
    isEvents: (path) => path.toLowerCase().replace(/\/$/, '') === wanted,
  };
}
