import type { ProcessRole } from '../repositories/processes';

/** 'command': somebody typed `npx foresight …`; it does that one thing, and none of the site's own work. */
export type Role = ProcessRole | 'command';

/** What this process is for: `npx foresight` says so in its environment; any other answers requests. */
export const processRole = (): Role => {
  const role = process.env['FORESIGHT_ROLE'];
  return role === 'worker' || role === 'command' ? role : 'site';
};
