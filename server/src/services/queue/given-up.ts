import type { Core } from '@strapi/strapi';

import { getService } from '../../utils/get-service';
import { textOf } from '../../utils/text-of';
import type { Job } from './types';

export interface GivenUp {
  /** A job was given up. */
  tell(job: Job, error: unknown): void;
  /** A job of this name was done. */
  forget(name: string): void;
}

/**
 * Says which jobs were given up: each in the log; in the journal the first of a name, and none of those that follow
 * until one of that name was done again. A rollup that fails every two minutes is one thing that happened.
 */
export function createGivenUp(strapi: Core.Strapi): GivenUp {
  // Owner: the queue. Source: jobs done here. Bound: names of jobs. Staleness: none, this process only.
  const failing = new Set<string>();

  return {
    tell({ name, id, attempt }, error) {
      const why = textOf(error);
      strapi.log.error(`[foresight] job ${name} (${id}) was given up after try ${attempt}: ${why}`);
      if (failing.has(name)) return;
      failing.add(name);
      const detail = { job: id, tries: attempt, why: why.slice(0, 200) };
      void getService(strapi, 'journal').incident({ code: 'job-failed', level: 'danger', subject: name, detail });
    },

    forget: (name) => void failing.delete(name),
  };
}
