export type { TrackerOptions } from './options';
export type { About } from './page-facts';
export { type EventFields, startTracker, type Tell } from './tracker';
