import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { ReadersAnswer } from '../contracts/admin';
import type { ReadersRequest } from '../contracts/admin-requests';
import { CoreError } from '../core/errors';
import { DAY_MS, endOfDate, readersByDay, readersByDepth, startOfDate, summarizeReaders } from '../core/rollup';
import { DISTINCT_STANDARD_ERROR, ENGAGED_RELATIVE_ERROR, SCROLL_ERROR } from '../core/sketch';
import { readDays } from '../repositories/rollups';
import { getService } from '../utils/get-service';

/** Who read an article: how they came, with what, how many, for how long and how far. */
export const readers = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** @throws {CoreError} INVALID_REQUEST for a window that is none or too long, NOT_FOUND for a type that is not watched. */
  async of({ contentType, documentId, locale, from, to }: ReadersRequest): Promise<ReadersAnswer> {
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    if (days < 1 || days > LIMITS.readersDays) {
      const expected = `${from} or at most ${LIMITS.readersDays - 1} days later`;
      throw new CoreError('INVALID_REQUEST', { path: 'to', got: to, expected });
    }
    const watch = getService(strapi, 'watch');
    const type = watch.get(contentType);
    if (type === undefined) {
      throw new CoreError('NOT_FOUND', { got: contentType, expected: 'a content type that is watched' });
    }
    const { timeZone } = getService(strapi, 'settings').get();
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    const dateOf = (at: number) => day.format(at);
    const key = { uid: contentType, documentId, locale: type.localized ? (locale ?? watch.defaultLocale()) : '' };
    const window = { key, from: startOfDate(from, timeZone), to: endOfDate(to, timeZone) };
    const titleOf = await getService(strapi, 'articles').titles();
    const counted = await readDays(strapi.db.connection as Knex, window);
    return {
      data: {
        ...summarizeReaders(counted),
        days: readersByDay(counted).map(({ start, ...day }) => ({ day: dateOf(start), ...day })),
        depths: readersByDepth(counted),
      },
      meta: {
        title: titleOf(key),
        from,
        to,
        timeZone,
        visitorsError: DISTINCT_STANDARD_ERROR,
        engagedError: ENGAGED_RELATIVE_ERROR,
        scrollError: SCROLL_ERROR,
      },
    };
  },
});
