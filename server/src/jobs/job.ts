import type { Core } from '@strapi/strapi';

import type { ForesightConfig } from '../config/schema';

/** A job of the queue. */
export interface Job {
  readonly name: string;
  /** The work itself. */
  run(strapi: Core.Strapi, payload: unknown): Promise<void>;
}

/** A job that also wakes by itself. */
export interface ScheduledJob extends Job {
  readonly name: 'rollup' | 'nightly' | 'retention';
  /** Cron expression, read in the site's time zone. */
  cron(settings: ForesightConfig): string;
  /** What the schedule does at its time; it only puts work into the queue. */
  wake(strapi: Core.Strapi, at: Date): Promise<void>;
}
