import type { ConnectionSpec } from '../repositories/connection';

/** What a worker thread starts with. */
export interface ThreadData {
  readonly connection: ConnectionSpec;
  /** Requests wait for it: it is as important as the site. */
  readonly storesEvents: boolean;
}
