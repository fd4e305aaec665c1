import type { ProcessRole } from '../repositories/processes';

/** What this process is for: `npx foresight worker` says so in its environment; any other answers requests. */
export const processRole = (): ProcessRole => (process.env['FORESIGHT_ROLE'] === 'worker' ? 'worker' : 'site');
