import type { Core } from '@strapi/strapi';

import { eventIdOf, simulate, type SimEvent } from '../simulator';
import { createArrivals } from './arrivals';
import { ARTICLE, createContent, type ArticleIds } from './content';
import { foresight } from './foresight';
import { keepState, readState } from './marker';
import { ARTICLES, DAYS, type DemoOptions } from './options';
import { say, step } from './progress';
import { sendEvents } from './traffic';
import { planWorld } from './world-plan';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Fills the database with the invented magazine and its readers, up to the minute of the first start. */
export async function loadWorld(strapi: Core.Strapi, { seed: asked, world }: DemoOptions): Promise<void> {
  const before = await readState(strapi);
  const seed = before.seed ?? asked;
  const end = before.end ?? Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  if (seed !== asked) say(`  This database holds the world of seed ${seed}; --reset makes another.`);
  await keepState(strapi, { seed, end });
  if (before.events !== undefined) return;

  const plan = planWorld({ seed, end, days: DAYS, count: ARTICLES });
  const counts = `${plan.articles.length} articles, ${plan.translations.length} in French, ${plan.drafts.length} drafts`;
  const ids = await step(`Writing the magazine (${counts})`, (tick) => createContent(strapi, plan, tick));
  await keepState(strapi, { content: true });

  const sims = [...plan.articles, ...plan.translations].map(({ sim }) => sim);
  const events = simulate({ seed, articles: sims, end, days: DAYS, world });
  const arrivalOf = createArrivals(seed);
  const inputs = events.map((event, index) => ({ ...inputOf(event, seed, index, ids), ...arrivalOf(event) }));
  const sent = await step(`Sending ${inputs.length.toLocaleString('en')} events of ${DAYS} days of readers`, (tick) =>
    sendEvents(strapi, inputs, tick)
  );
  say(`    ${sent.accepted} accepted, ${sent.duplicate} already known`);
  // Up to now, when tracking has begun: a gap would leave the newest articles without labels for ever.
  await foresight(strapi, 'coverage').addImport(new Date(end - DAYS * DAY_MS), foresight(strapi, 'clock').now());
  await keepState(strapi, { events: inputs.length });
}

function inputOf(event: SimEvent, seed: number, index: number, ids: ArticleIds) {
  const documentId = ids.get(event.article);
  if (!documentId) throw new Error(`no article ${event.article}`);
  return {
    eventId: eventIdOf(event.at, seed, index),
    type: event.type,
    contentType: ARTICLE,
    documentId,
    locale: event.locale,
    visitorId: event.visitor,
    sessionId: event.session,
    userAgent: event.userAgent,
    occurredAt: new Date(event.at).toISOString(),
    ...(event.name === undefined ? {} : { name: event.name }),
    ...(event.value === undefined ? {} : { value: event.value }),
  };
}
