import type { Knex } from 'knex';

/** How far a task is: `step` is a translation key suffix of the admin's progress line. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** What a task gets beside its payload. The connection is the thread's own and stays open between tasks. */
export interface TaskContext {
  readonly knex: Knex;
  progress(step: string, done: number, total: number): void;
  /** True once nobody waits for the result any more; long loops ask now and then. */
  isCancelled(): boolean;
}

/** A task: plain data in, plain data out; every `Uint8Array` at the top of the result is transferred, not copied. */
export type Task<Payload, Result> = (payload: Payload, context: TaskContext) => Promise<Result>;
