import type { ConnectionSpec } from '../repositories/connection';

/** What a worker thread starts with. */
export interface ThreadData {
  readonly connection: ConnectionSpec;
  /** What it has committed outlives a loss of power. */
  readonly storesEvents: boolean;
}
