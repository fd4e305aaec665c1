import type { ConnectionSpec } from '../repositories/connection';

/** What a worker thread starts with. */
export interface ThreadData {
  readonly connection: ConnectionSpec;
}
