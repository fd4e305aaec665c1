import type { Knex } from 'knex';

import { EVENT_TYPES } from '../../../server/src/core/events/event-types';
import { createRandom } from '../../../server/src/core/math/random';
import { hourStart } from '../../../server/src/core/rollup';
import type { TargetKey } from '../../../server/src/core/target';
import type { StoredEvent } from '../../../server/src/repositories/events';
import { insertVersions } from '../../../server/src/repositories/publications';
import { event, HOUR, key, version } from '../fixtures';

/** Hours with events, from an article's first publication: few hours of fewer days, so that everything meets. */
const HOURS = [-1, 0, 0, 1, 2, 5, 20, 26, 27, 50, 51, 168];
/** Events that may be sent again. */
const RECENT = 40;
const EVENTS = 5;

/** An article, and when it was first published; null = never. */
export interface Article {
  readonly key: TargetKey;
  readonly firstPublishedAt: number | null;
}

/** Groups of five articles, one group read after another, and what two transactions send of it. Seeded. */
export function createBusyArticles(knex: Knex, seed: number) {
  const random = createRandom(seed);
  const one = <T>(of: readonly T[]): T => of[random.int(of.length)]!;
  const published: Article[] = [];
  const sent: StoredEvent[] = [];
  let group: readonly TargetKey[] = [];
  let since = 0;

  const fresh = (which: readonly number[]): StoredEvent => {
    const occurredAt = hourStart(since) + one(HOURS) * HOUR + random.int(HOUR);
    const made = event(sent.length, group[one(which)]!, occurredAt, {
      type: one(EVENT_TYPES),
      visitor: random.int(5) === 0 ? null : `v${random.int(30)}`,
      session: random.int(2) === 0 ? null : `s${random.int(60)}`,
      bot: random.int(12) === 0,
    });
    sent.push(made);
    return made;
  };
  const some = (which: readonly number[], again: readonly StoredEvent[]): StoredEvent[] =>
    Array.from({ length: 1 + random.int(EVENTS) }, () =>
      again.length > 0 && random.int(4) === 0 ? one(again) : fresh(which)
    );

  return {
    published: (): readonly Article[] => published,

    /** The next group goes online; the last of its articles never does, and is read all the same. */
    async publish(now: number): Promise<void> {
      group = ['a', 'b', 'c', 'd', 'never'].map((id) => key(`${published.length}-${id}`));
      since = now;
      published.push(...group.map((each, at) => ({ key: each, firstPublishedAt: at < 4 ? now : null })));
      await insertVersions(
        knex,
        group.slice(0, -1).map((each) => version(each, 1, now, { firstPublishedAt: now })),
        now
      );
    },

    /** What two transactions send: some of it sent before, some by both; of articles of their own, or of the same. */
    draw(): { readonly early: readonly StoredEvent[]; readonly late: readonly StoredEvent[] } {
      const known = sent.slice(-RECENT);
      if (random.int(2) === 0) return { early: some([0, 2], known), late: some([1, 3, 4], []) };
      const early = some([0, 1, 2, 3, 4], known);
      return { early, late: some([0, 1, 2, 3, 4], [...known, ...early]) };
    },
  };
}
