import type { Core } from '@strapi/strapi';

import type { DataSet } from '../readers/data-set';
import { eventIdOf } from '../simulator';
import { ARTICLE } from './content';
import { documents, knownSlugs } from './documents';
import { foresight } from './foresight';
import { keepState, readState } from './marker';
import { say, step } from './progress';
import { sendEvents, type TimedEvent } from './traffic';

/**
 * Puts a real data set through the same services as any site's data: articles by Strapi's document service with
 * `publishedOn` as their true first publication, then the events. The plugin's clock stays just after the last one.
 */
export async function loadDataSet(strapi: Core.Strapi, data: DataSet): Promise<void> {
  for (const note of data.notes) say(`  ${note}`);
  const before = await readState(strapi);
  if (before.events !== undefined) return;

  const ids = await step(`Creating ${data.articles.length.toLocaleString('en')} articles`, (tick) =>
    createArticles(strapi, data, tick)
  );
  const first = data.events[0]?.at ?? 0;
  const last = data.events.at(-1)?.at ?? 0;
  await foresight(strapi, 'clock').set(new Date(last + 1_000));

  const inputs = eventsToSend(data, ids);
  const sent = await step(`Sending ${inputs.length.toLocaleString('en')} events`, (tick) =>
    sendEvents(strapi, inputs, tick)
  );
  say(`    ${sent.accepted} accepted, ${sent.duplicate} already known`);
  await foresight(strapi, 'coverage').addImport(new Date(first), new Date(last + 1_000));
  await keepState(strapi, { content: true, events: inputs.length, end: last });
}

/** The events as a site's server sends them; the same event has the same id every time. `ids`: documents by slug. */
export const eventsToSend = (data: DataSet, ids: ReadonlyMap<string, string>): TimedEvent[] =>
  data.events.map((event, row) => ({
    eventId: eventIdOf(event.at, data.seed, row),
    type: event.type,
    ...(event.name === undefined ? {} : { name: event.name }),
    contentType: ARTICLE,
    documentId: ids.get(slugOf(event.article)),
    locale: 'en',
    visitorId: event.visitor,
    ...(event.session === undefined ? {} : { sessionId: event.session }),
    ...(event.userAgent === undefined ? {} : { userAgent: event.userAgent }),
    occurredAt: new Date(event.at).toISOString(),
  }));

const slugOf = (id: string) => `article-${id.replace('-', 'm')}`;

async function createArticles(
  strapi: Core.Strapi,
  { articles }: DataSet,
  tick: (detail: string) => void
): Promise<ReadonlyMap<string, string>> {
  const ids = await knownSlugs(strapi, 'en');
  const authors = new Map<string, string>();
  for (const row of (await strapi.db.query('api::author.author' as never).findMany({})) as {
    name: string;
    documentId: string;
  }[]) {
    authors.set(row.name, row.documentId);
  }
  for (const [index, { id, title, description, body, author, publishedAt }] of articles.entries()) {
    const slug = slugOf(id);
    if (ids.has(slug)) continue;
    if (author !== undefined && !authors.has(author)) {
      authors.set(
        author,
        (await documents(strapi, 'api::author.author').create({ data: { name: author } })).documentId
      );
    }
    const { documentId } = await documents(strapi, ARTICLE).create({
      locale: 'en',
      status: 'published',
      data: {
        title,
        slug,
        publishedOn: new Date(publishedAt).toISOString(),
        ...(description === undefined ? {} : { description }),
        ...(body === undefined ? {} : { body }),
        ...(author === undefined ? {} : { author: authors.get(author) }),
      },
    });
    ids.set(slug, documentId);
    tick(`${index + 1} of ${articles.length} articles`);
  }
  await foresight(strapi, 'publications').settled();
  return ids;
}
