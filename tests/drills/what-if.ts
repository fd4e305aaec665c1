/**
 * The drill `what-if`: of articles nobody has read yet, does the answer to "and if it were otherwise?" have the planted
 * sign, hold nothing for a number that is nothing, and tell the confounded factor as what it is? Pure core.
 */
import { trainRanker } from '../../server/src/core/evaluate';
import type { PublicationRecord } from '../../server/src/core/features/types';
import { DAY_MS, HOUR_MS } from '../../server/src/core/rollup/zone-clock';
import { answerWhatIf, type Changes, type WhatIfEffects, type WhatIfVariant } from '../../server/src/core/what-if';
import { DEFAULT_WORLD, plantedEffects, type SimArticle, type WorldEffects } from '../../playground/src/simulator';
import { keyOf, simulatedSite } from './simulated-history';

export const ARTICLES = 500;
const NEWEST = 0.2;
const WINDOW_DAYS = 365;
const TITLE_STEP = 15;
const EVENING_HOUR = 19;
const DAY_HOUR = 14;
/** Of the seeds' articles this share must be answered right, each kind of question for itself. */
export const BAR = 0.9;

/** Planted effects an editor can change. */
export const PLANTED = ['titleLength', 'textLength', 'evening', 'weekday', 'questionTitle'] as const;
type Planted = (typeof PLANTED)[number];
type Asked = Planted | 'noise' | 'images';

/** The article otherwise: as a request says it, and as the simulator would. */
interface Otherwise {
  readonly changes: Changes;
  readonly article: SimArticle;
}

export interface Tally {
  readonly asked: number;
  /** Answers with the planted sign; of noise and images, intervals that hold nothing. */
  readonly right: number;
  /** Intervals that hold what was planted. */
  readonly held: number;
  /** Answers told as confounded. */
  readonly confounded: number;
}

export interface WhatIfResult {
  readonly seed: number;
  readonly tallies: Readonly<Record<Asked, Tally>>;
}

/** One seed: simulate, train on what had closed before the newest fifth was published, ask about each of that fifth. */
export function runWhatIf(
  seed: number,
  world: WorldEffects = DEFAULT_WORLD,
  { count = ARTICLES, nEstimators = 60 } = {}
): WhatIfResult {
  const { history, articles } = simulatedSite(seed, count, world);
  const newest = articles.slice(Math.floor(articles.length * (1 - NEWEST)));
  const asOf = newest[0]!.publishedAt;
  const { model } = trainRanker(history, {
    asOf,
    windowDays: WINDOW_DAYS,
    weeks: 1,
    ageHours: [0],
    learner: { name: 'forest', params: { nEstimators, minSamplesLeaf: 5, seed } },
  });
  if (model === null || model.whatIf === null) throw new Error('no model');

  const effects = model.whatIf;
  const records = new Map(history.publications.map((record) => [record.key.documentId, record]));
  const answers = newest.flatMap((article) => {
    const record = records.get(keyOf(article).documentId)!;
    const base = {
      key: null,
      locale: article.locale,
      snapshot: record.snapshot,
      firstPublishedAt: article.publishedAt,
      ageHours: 0,
    };
    const asked = Object.entries(questions(article, record, effects)) as [Asked, Otherwise][];
    const { variants } = answerWhatIf(
      history,
      model,
      effects,
      {
        base,
        variants: asked.map(([, { changes }]) => changes),
        language: 'en',
        windowDays: WINDOW_DAYS,
        showCategories: true,
      },
      asOf
    );
    return asked.map(([name, otherwise], at) => {
      const truth = planted(otherwise.article, world) - planted(article, world);
      return { name, truth, variant: variants[at]! };
    });
  });

  const names: readonly Asked[] = [...PLANTED, 'noise', 'images'];
  const tallies = Object.fromEntries(
    names.map((name) => [name, tallyOf(answers.filter((answer) => answer.name === name))])
  ) as Record<Asked, Tally>;
  return { seed, tallies };
}

const planted = (article: SimArticle, world: WorldEffects): number =>
  Object.values(plantedEffects(article, world)).reduce((sum, effect) => sum + effect, 0);

function tallyOf(answers: readonly { readonly truth: number; readonly variant: WhatIfVariant }[]): Tally {
  const holds = ({ change }: WhatIfVariant, log: number) =>
    change !== null && change.low <= Math.expm1(log) && Math.expm1(log) <= change.high;
  const isRight = (truth: number, variant: WhatIfVariant) =>
    truth === 0 ? holds(variant, 0) : Math.sign(variant.change?.expected ?? 0) === Math.sign(truth);
  const count = (fits: (answer: (typeof answers)[number]) => boolean) => answers.filter(fits).length;
  return {
    asked: answers.length,
    right: count(({ truth, variant }) => isRight(truth, variant)),
    held: count(({ truth, variant }) => holds(variant, truth)),
    confounded: count(({ variant }) => variant.wording === 'confounded'),
  };
}

/** Each factor moved by a step an editor would take, to the side that lies inside what was learned from. */
function questions(
  article: SimArticle,
  { snapshot: { title } }: PublicationRecord,
  { levers }: WhatIfEffects
): Record<Asked, Otherwise> {
  const highOf = (name: string) => levers.find(({ lever }) => lever.name === name)!.high;
  const end = title.slice(-1);
  const length = title.length + (title.length + TITLE_STEP <= highOf('titleCharacters') ? TITLE_STEP : -TITLE_STEP);
  const words = article.words * 2 <= highOf('textWords') ? article.words * 2 : Math.round(article.words / 2);
  const images = article.images + 2 <= highOf('images') ? article.images + 2 : article.images - 2;
  const noise = article.noise < 0.5 ? article.noise + 0.4 : article.noise - 0.4;
  const ofTitle = (otherTitle: string) => ({ title: otherTitle, numbers: {} });
  const at = (publishAt: number): Otherwise => ({
    changes: { publishAt, numbers: {} },
    article: { ...article, publishedAt: publishAt },
  });
  return {
    titleLength: {
      changes: ofTitle(
        `${title
          .slice(0, -1)
          .padEnd(length, ' lorem')
          .slice(0, length - 1)}${end}`
      ),
      article: { ...article, titleLength: length },
    },
    textLength: { changes: { numbers: { textWords: words } }, article: { ...article, words } },
    evening: at(otherPartOfDay(article.publishedAt)),
    weekday: at(otherKindOfDay(article.publishedAt)),
    questionTitle: {
      changes: ofTitle(`${title.slice(0, -1)}${article.question ? 'a' : '?'}`),
      article: { ...article, question: !article.question },
    },
    noise: { changes: { numbers: { 'field.noise': noise } }, article: { ...article, noise } },
    images: { changes: { numbers: { images } }, article: { ...article, images } },
  };
}

/** The same day in the evening, or in the afternoon where it was evening. */
function otherPartOfDay(instant: number): number {
  const day = Math.floor(instant / DAY_MS) * DAY_MS;
  const hour = (instant - day) / HOUR_MS;
  return day + (hour >= 17 && hour < 22 ? DAY_HOUR : EVENING_HOUR) * HOUR_MS;
}

/** The same hour on the next day of the other kind. */
function otherKindOfDay(instant: number): number {
  const isWeekend = (at: number) => [0, 6].includes(new Date(at).getUTCDay());
  let other = instant;
  while (isWeekend(other) === isWeekend(instant)) other += DAY_MS;
  return other;
}
