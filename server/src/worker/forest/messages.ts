import type { MessagePort } from 'node:worker_threads';

import type { ForestPlan, Nodes } from '../../core/forest';

/** Places in the state that the threads of one forest share. */
export const NEXT = 0;
/** Trees sent by other threads so far. */
export const SENT = 1;
export const STOPPED = 2;
export const STATE_LENGTH = 3;

export interface ForestThreadData {
  /** Where forests come in and trees go out. */
  readonly port: MessagePort;
}

export interface ForestMessage {
  /** Its number among those of these threads. */
  readonly forest: number;
  /** Its large arrays on shared memory. */
  readonly plan: ForestPlan;
  /** (STATE_LENGTH,) shared by all who grow this forest. */
  readonly state: Int32Array;
}

export interface GrownTree {
  /** Tells its trees from those of one that was given up. */
  readonly forest: number;
  readonly tree: number;
  readonly nodes: Nodes;
}
