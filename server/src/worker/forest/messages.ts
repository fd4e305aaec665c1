import type { MessagePort } from 'node:worker_threads';

import type { ForestPlan, Nodes } from '../../core/forest';

/** Places in the state that the threads of one forest share. */
export const NEXT = 0;
/** Trees sent by other threads so far. */
export const SENT = 1;
export const STOPPED = 2;
export const STATE_LENGTH = 3;

export interface ForestThreadData {
  /** Its large arrays on shared memory. */
  readonly plan: ForestPlan;
  readonly state: Int32Array;
  readonly port: MessagePort;
}

export interface GrownTree {
  readonly tree: number;
  readonly nodes: Nodes;
}
