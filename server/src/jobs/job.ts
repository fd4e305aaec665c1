import type { Core } from '@strapi/strapi';

import type { ForesightConfig } from '../config/schema';

/** A scheduled job: when it wakes, what waking does, and what the queue does with it. */
export interface ScheduledJob {
  readonly name: 'rollup' | 'nightly';
  /** Cron expression, read in the site's time zone. */
  cron(settings: ForesightConfig): string;
  /** What the schedule does at its time; it only puts work into the queue. */
  wake(strapi: Core.Strapi, at: Date): Promise<void>;
  /** The work itself. */
  run(strapi: Core.Strapi, payload: unknown): Promise<void>;
}
