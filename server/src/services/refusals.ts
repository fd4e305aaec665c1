import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { RecentRefusal } from '../contracts/events-page';
import { getService } from '../utils/get-service';

/** What was wrong with a request, or with one event of it. */
export interface RefusalNote {
  readonly code: string;
  readonly got: string;
  readonly expected: string;
  /** It waits in quarantine. */
  readonly kept: boolean;
}

/** Characters of what is remembered of a page's host and of what was expected. */
const LONGEST = 120;

/**
 * What this process has refused of late from browsers, for whoever sets a tracker up. What was sent is not kept, only
 * which part of it was wrong. Owner: this service. Source: requests. Bound: LIMITS.recentRefusals, the one that came
 * longest ago goes first. Staleness: none, of this process only.
 */
export const refusals = ({ strapi }: { strapi: Core.Strapi }) => {
  const known = new Map<string, Omit<RecentRefusal, 'lastAt'> & { readonly at: number }>();
  const now = () => getService(strapi, 'clock').now().getTime();

  return {
    /** @param origin as the browser said it; '' for none. */
    note({ code, got, expected, kept }: RefusalNote, origin: string): void {
      const [field, host] = [fieldOf(got), hostOf(origin)];
      const id = JSON.stringify([code, field, kept, host]);
      const count = (known.get(id)?.count ?? 0) + 1;
      known.delete(id);
      known.set(id, { code, field, expected: expected.slice(0, LONGEST), kept, host, count, at: now() });
      if (known.size > LIMITS.recentRefusals) known.delete(known.keys().next().value ?? '');
    },

    /** The latest first. @param since milliseconds since 1970. */
    list(since: number): RecentRefusal[] {
      return [...known.values()]
        .filter(({ at }) => at >= since)
        .reverse()
        .map(({ at, ...refusal }) => ({ ...refusal, lastAt: new Date(at).toISOString() }));
    },
  };
};

/** Refusals begin with the part they are about and a colon, such as `visitorId: "…"`. */
const fieldOf = (got: string): string | null => /^([A-Za-z][\w.]{0,39}): /.exec(got)?.[1] ?? null;

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host.slice(0, LONGEST) || null;
  } catch {
    return null;
  }
}
