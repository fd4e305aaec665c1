/** The texts themselves: every language says what English says, in its own grammar. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FAMILIES } from '../../admin/src/text/families';
import en from '../../admin/src/translations/en.json';
import { seoMessages } from '../../server/src/core/seo';

import { missingPlurals, readings, valuesOf, wordsOf } from './support/icu';

const SOURCE = join(__dirname, '../../admin/src');
const TRANSLATIONS = join(SOURCE, 'translations');

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, code: readFileSync(join(SOURCE, path), 'utf8') }));
const code = files.map((file) => file.code).join('\n');
const keys = Object.keys(en) as (keyof typeof en)[];
const inFamily = (key: string) => FAMILIES.some((family) => key.startsWith(`${family}.`));
/** Keys put together in a template, such as t(`curve.${trend}`). */
const templates = [...code.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(([, prefix]) => prefix as string);

/** All a translation has to say: our texts, and those the SEO checks bring. */
const english: Readonly<Record<string, string>> = { ...seoMessages, ...en };
const jsonOf = (file: string) => readFileSync(join(TRANSLATIONS, file), 'utf8');
const messagesOf = (file: string) => JSON.parse(jsonOf(file)) as Record<string, string>;
const languages = readdirSync(TRANSLATIONS)
  .filter((file) => file !== 'en.json')
  .map((file) => ({ locale: file.replace('.json', ''), messages: messagesOf(file) }));

/** What a person edits or reads while writing; see UX: no word of statistics or of programming. */
const FOR_EDITORS =
  /^(?:panel|picture|curve|reason|reasons|reason-like|reason-by|category|seo|widget|surprise|horizon)\b/;
const WORDS_OF_THE_TRADE =
  /\b(?:models?|features?|quantiles?|SHAP|percentiles?|modèles?|variables?|centiles?|slug|alt|meta|H1|SERP)\b/iu;

/** Messages that are the same in both languages, and why. */
const SAME: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  fr: {
    'the name of the product': ['name', 'panel.title', 'settings.title'],
    'signs and places, no words': [
      ...['none', 'list', 'runs.last-and-next', 'run.by', 'importance.item', 'learning.weight'],
    ],
    'units, which are international': [
      ...['duration.ms', 'duration.seconds', 'duration.minutes', 'duration.hours', 'age.minutes', 'age.hours'],
    ],
    'spelt the same': [
      ...['pager', 'column.article', 'column.version', 'column.actions', 'column.documents', 'column.articles'],
      ...['articles.title', 'models.version', 'model.status.candidate', 'settings.link'],
      ...['role.description', 'role.image', 'feature.images', 'seo.images.title', 'seo.group.images'],
      ...['seo.group.structure', 'event.engagement', 'event.impression', 'event.conversion', 'live.robot'],
    ],
    'used as it is by those who work with it': ['metric.f1', 'role.slug', 'role.seo'],
    'names of products': ['test.kind.next', 'test.kind.nuxt', 'test.kind.astro'],
  },
};

describe('texts', () => {
  it('are used: every message is named in the code, or belongs to a family of codes', () => {
    const unused = keys.filter(
      (key) => !inFamily(key) && !code.includes(`'${key}'`) && !templates.some((prefix) => key.startsWith(prefix))
    );
    expect(unused).toEqual([]);
  });

  it('exist: every id in the code has a message', () => {
    const used = [...code.matchAll(/(?:\b(?:t|parts)\(|title\()\s*'([^']+)'/g)].map(([, key]) => key as string);
    expect(used.length).toBeGreaterThan(150);
    expect(used.filter((key) => !(key in en))).toEqual([]);
  });

  it('exist for every family', () => {
    expect(FAMILIES.filter((family) => !keys.some((key) => key.startsWith(`${family}.`)))).toEqual([]);
  });

  it('are the same in index.ts as in en.json, where Strapi shows them before ours are loaded', () => {
    const index = files.find(({ path }) => path === 'index.ts')?.code ?? '';
    for (const [, key, message] of index.matchAll(/title\('([^']+)', '([^']+)'\)/g)) {
      expect([key, en[key as keyof typeof en]]).toEqual([key, message]);
    }
  });

  it('of the SEO checks have ids of their own', () => {
    expect(Object.keys(seoMessages).filter((id) => id in en)).toEqual([]);
  });

  it('are there once: no file has a key twice', () => {
    for (const file of readdirSync(TRANSLATIONS)) {
      const names = [...jsonOf(file).matchAll(/^\s*"([^"]+)":/gm)].map(([, key]) => key);
      expect([file, names.filter((key, position) => names.indexOf(key) !== position)]).toEqual([file, []]);
    }
  });

  it('come in English and in French', () => {
    expect(languages.map(({ locale }) => locale)).toContain('fr');
  });
});

describe.each([{ locale: 'en', messages: english }, ...languages])('the texts in "$locale"', ({ locale, messages }) => {
  const shared = Object.keys(messages).filter((key) => key in english);
  /** What is wrong, by key; nothing where nothing is. */
  const wrong = (check: (message: string, original: string, key: string) => unknown): Record<string, unknown> =>
    Object.fromEntries(
      shared.flatMap((key) => {
        const found = check(messages[key] ?? '', english[key] ?? '', key);
        return found === false || (Array.isArray(found) && found.length === 0) ? [] : [[key, found]];
      })
    );

  it('say everything English says, and nothing else', () => {
    expect(Object.keys(english).filter((key) => !(key in messages))).toEqual([]);
    expect(Object.keys(messages).filter((key) => !(key in english))).toEqual([]);
  });

  it('are well formed, and read as something whatever is counted', () => {
    expect(
      wrong((message) => readings(message, locale).filter((said) => !said.trim() || /[{}]|NaN/.test(said)))
    ).toEqual({});
  });

  it('take the same values as in English', () => {
    expect(
      wrong((message, original) => {
        const [own, given] = [valuesOf(message, locale), valuesOf(original, 'en')];
        return JSON.stringify(Object.entries(own).sort()) !== JSON.stringify(Object.entries(given).sort()) && own;
      })
    ).toEqual({});
  });

  it('have every plural form of the language', () => {
    expect(wrong((message) => missingPlurals(message, locale))).toEqual({});
  });

  it('end as in English: a sentence stays a sentence, a label a label', () => {
    const end = (message: string) => /[.?!…]$/.exec(message)?.[0] ?? '';
    expect(wrong((message, original) => end(message) !== end(original))).toEqual({});
  });

  it('say no word to editors that they would have to look up', () => {
    expect(
      wrong(
        (message, _, key) =>
          FOR_EDITORS.test(key) && wordsOf(message, locale).filter((text) => WORDS_OF_THE_TRADE.test(text))
      )
    ).toEqual({});
  });
});

describe.each(languages)('the translation "$locale"', ({ locale, messages }) => {
  it('says something else than English, but for what is the same in both', () => {
    const flat = (text: string | undefined) => (text ?? '').replace(/\s/g, ' ');
    const same = Object.keys(english).filter((key) => flat(messages[key]) === flat(english[key]));
    const known = Object.values(SAME[locale] ?? {}).flat();
    expect(same.filter((key) => !known.includes(key))).toEqual([]);
    expect(known.filter((key) => !same.includes(key))).toEqual([]);
  });
});

describe('the French', () => {
  const french = messagesOf('fr.json');
  const literals = Object.entries(french).flatMap(([key, message]) =>
    wordsOf(message, 'fr').map((words) => [key, words] as const)
  );
  const having = (pattern: RegExp) => literals.filter(([, words]) => pattern.test(words));

  it('keeps signs with the word before them, by spaces that do not break', () => {
    expect(having(/ [:;!?»%]/)).toEqual([]);
    expect(having(/« /)).toEqual([]);
    expect(having(/[\p{L}\p{N}][;!?»%]|«[\p{L}\p{N}]/u)).toEqual([]);
  });

  it('uses typographic apostrophes and quotation marks', () => {
    expect(having(/['"“”]|\.\.\./)).toEqual([]);
  });

  it('speaks to people with “vous”', () => {
    expect(having(/(?<!\p{L})(?:tu|ton|ta|tes|toi)(?!\p{L})/iu)).toEqual([]);
  });
});
