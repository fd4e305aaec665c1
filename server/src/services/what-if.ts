import { createHash } from 'node:crypto';

import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { Forecast } from '../contracts/common';
import type { AskedChanges, PostWhatIf, WhatIfAnswer, WhatIfRequest } from '../contracts/what-if';
import { CoreError } from '../core/errors';
import { languageOfLocale } from '../core/content';
import { targetId, type TargetKey } from '../core/target';
import type { Changes, PlacedForecast } from '../core/what-if';
import { getService } from '../utils/get-service';
import type { Abstention, WhatIfBase, WhatIfResult } from '../worker/tasks/what-if';
import { learningSettings } from './learning-settings';
import { KeptAnswers } from './panel/kept-answers';
import { readDraft } from './panel/read-draft';
import { extract } from './publications/extract';
import { sourceOf } from './serving';
import { askedLocales } from './serving/asked-locales';
import { type Caller, mayReadCategory, visibleContent } from './serving/visible-content';
import { draftEntry } from './what-if/draft-entry';

/** Whoever asks the same within a minute is answered the same. */
const GOOD_FOR_MS = 60_000;

const REASONS: Record<Abstention, string> = {
  'no-live-model': 'No model is live yet, so nothing can be said of changes.',
  'model-unavailable': 'The live model can not be read just now.',
  'not-enough-data': 'There are not enough published articles with a finished horizon yet.',
  'older-model': 'The live model was trained by an earlier version of the plugin: the next training learns this.',
};

interface Question {
  readonly base: WhatIfBase;
  readonly variants: PostWhatIf['Request']['variants'];
  readonly language: string;
  readonly showCategories: boolean;
  /** What the answer is kept under beside the variants and the live model. */
  readonly about: readonly unknown[];
}

/** What of an answer its caller may see. */
interface Shown {
  readonly documentId: string | null;
  readonly locale: string;
  readonly title: boolean;
  readonly category: boolean;
  mayName(feature: string): boolean;
}

/** The same article with something changed: what goes along with that, and how sure it is. */
export const whatIf = ({ strapi }: { strapi: Core.Strapi }) => {
  // Owner: this service. Source: worker answers. Bound: LIMITS.cachedWhatIfs. Staleness: GOOD_FOR_MS.
  const kept = new KeptAnswers<WhatIfResult>(LIMITS.cachedWhatIfs, GOOD_FOR_MS, () => performance.now());

  const refuseWhenOff = (): void => {
    if (!getService(strapi, 'settings').isActive('serve')) {
      throw new CoreError('SWITCHED_OFF', { got: 'serving switched off', expected: 'foresight to be switched on' });
    }
  };
  const now = (): number => getService(strapi, 'clock').now().getTime();

  const ask = async (
    { base, variants, language, showCategories, about }: Question,
    signal: AbortSignal | undefined
  ): Promise<WhatIfResult> => {
    const live = (await getService(strapi, 'registry').live('ranker'))?.modelVersion ?? '';
    const name = createHash('sha256')
      .update(JSON.stringify([about, variants, language, showCategories, live]))
      .digest('hex');
    return kept.get(name, () =>
      getService(strapi, 'workers').run(
        'whatIf',
        {
          base,
          variants: variants.map(({ changes }) => changesOf(changes)),
          language,
          showCategories,
          asOf: now(),
          settings: learningSettings(getService(strapi, 'settings').get()),
        },
        signal === undefined ? {} : { signal }
      )
    );
  };

  const shape = (
    { current, answer, abstained, modelVersion, fallback, ...told }: WhatIfResult,
    variants: PostWhatIf['Request']['variants'],
    shown: Shown
  ): WhatIfAnswer => {
    const reason = abstained === null ? null : { code: abstained, reason: REASONS[abstained] };
    const toForecast = (expected: PlacedForecast | null): Forecast | null =>
      expected && forecastOf(expected, getService(strapi, 'settings').get().horizonDays, now());
    return {
      data: {
        documentId: shown.documentId,
        locale: shown.locale,
        current: {
          prediction: toForecast(current),
          title: shown.title ? told.title : null,
          category: shown.category ? told.category : null,
          publishAt: new Date(told.publishAt).toISOString(),
          levers: (answer?.levers ?? []).filter(({ name }) => shown.mayName(name)),
          categories: [...(answer?.categories ?? [])],
        },
        variants: variants.map(({ changes }, at) => {
          const found = answer?.variants[at];
          if (found === undefined) {
            const nothing = { prediction: null, change: null, plain: null, wording: 'none', comparable: null } as const;
            return { changes, ...nothing, sentence: reason?.reason ?? '' };
          }
          return { changes, ...found, prediction: toForecast(found.prediction) };
        }),
        abstained: reason,
      },
      meta: sourceOf(modelVersion, fallback),
    };
  };

  return {
    /** For front ends: an article that is published right now, or a text that is nowhere saved. */
    async ofPublished(
      request: PostWhatIf['Request'],
      { caller, signal }: { readonly caller?: Caller; readonly signal?: AbortSignal | undefined } = {}
    ): Promise<WhatIfAnswer> {
      refuseWhenOff();
      const { variants, content } = request;
      const { locale, byType } = await askedLocales(strapi, request.contentType, request.locale);
      const watch = getService(strapi, 'watch');
      const language = languageOfLocale(locale);
      if (content !== undefined) {
        const [uid = '', own = ''] = [...byType][0] ?? [];
        const type = watch.get(uid);
        const showCategories = type !== undefined && (await mayReadCategory(strapi, type, caller));
        const entry = draftEntry(content, own, watch.defaultLocale(), getService(strapi, 'settings').get().siteHosts);
        const about = ['text', content, own];
        const result = await ask({ base: { kind: 'text', entry }, variants, language, showCategories, about }, signal);
        const shown = { documentId: null, locale: own, title: true, category: true, mayName: () => true };
        return shape(result, variants, shown);
      }

      const documentId = request.documentId ?? '';
      const index = await getService(strapi, 'articles').index();
      const known = [...new Set(byType.values())]
        .flatMap((each) => index.byDocument.get(`${documentId}|${each}`) ?? [])
        .filter(({ key }) => byType.get(key.uid) === key.locale);
      const contents = await visibleContent(
        strapi,
        known.map(({ key }) => key),
        caller
      );
      const article = known.find(({ key }) => contents.has(targetId(key)));
      const visible = article && contents.get(targetId(article.key));
      const type = article && watch.get(article.key.uid);
      if (article === undefined || visible === undefined || type === undefined) {
        throw new CoreError('NOT_FOUND', {
          got: documentId,
          expected: `a published document${locale === '' ? '' : ` in locale "${locale}"`}`,
        });
      }
      const { key } = article;
      const result = await ask(
        {
          base: { kind: 'published', key },
          variants,
          language,
          showCategories: await mayReadCategory(strapi, type, caller),
          about: ['published', targetId(key)],
        },
        signal
      );
      return shape(result, variants, {
        documentId,
        locale: key.locale,
        title: visible.title !== null,
        category: visible.category !== null,
        mayName: (feature) => visible.mayName(feature),
      });
    },

    /** For the panel: the saved draft of an entry. */
    async ofEntry(
      { contentType, documentId, locale: asked, variants }: WhatIfRequest,
      signal?: AbortSignal
    ): Promise<WhatIfAnswer> {
      refuseWhenOff();
      const watch = getService(strapi, 'watch');
      const type = watch.get(contentType);
      if (type === undefined) {
        throw new CoreError('NOT_FOUND', { got: contentType, expected: 'a content type that is watched' });
      }
      const locale = type.localized ? (asked ?? watch.defaultLocale()) : '';
      const key: TargetKey = { uid: contentType, documentId, locale };
      const entry = await readDraft(strapi, type, documentId, locale);
      const state = await extract(strapi, type, { values: entry, locale }, { urgent: true });
      const index = await getService(strapi, 'articles').index();
      const article = index.byDocument.get(`${documentId}|${locale}`)?.find(({ key: { uid } }) => uid === contentType);
      const request = {
        key: null,
        locale,
        snapshot: state.snapshot,
        firstPublishedAt: article?.firstPublishedAt ?? now(),
        ageHours: 0,
      };
      const about = ['draft', targetId(key), state.contentHash];
      const words = { title: state.snapshot.title, text: state.text, language: state.language };
      const question = {
        base: { kind: 'draft', request, words },
        language: state.language,
        showCategories: true,
      } as const;
      const result = await ask({ ...question, variants, about }, signal);
      const shown = { documentId, locale, title: true, category: true, mayName: () => true };
      return shape(result, variants, shown);
    },
  };
};

/** A request's names apart: texts have a meaning of their own, the rest are numbers. */
function changesOf({ title, category, publishAt, ...numbers }: AskedChanges): Changes {
  return {
    title,
    category,
    publishAt: publishAt === undefined ? undefined : Date.parse(publishAt),
    numbers,
  };
}

const forecastOf = (
  { expectedViews, low, high, percentile }: PlacedForecast,
  horizonDays: number,
  at: number
): Forecast => ({
  expectedViews,
  interval: { low, high, level: 0.9 },
  percentile,
  viewsSoFar: 0,
  ageHours: 0,
  horizonDays,
  scoredAt: new Date(at).toISOString(),
});
