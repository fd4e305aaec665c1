/** Every reason there can be, as an editor reads it; docs/reasons.md shows the same sentences. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { reasonSentence } from '../../admin/src/panels/reasonSentence';
import { CATALOG } from '../../server/src/core/features';
import { reasonExamples, REASONS } from '../helpers/reason-examples';

import { speaking, type Locale } from './support/render';

const PAGE = join(__dirname, '../../docs/reasons.md');
const BEGIN = '<!-- reasons: made from the catalog and the translations by tests/admin/reasons.test.tsx -->';
const END = '<!-- end of reasons -->';

const LOCALES: readonly Locale[] = ['en', 'fr'];
const said = (locale: Locale, feature: string): string[] => {
  const { text, format } = speaking(locale);
  return reasonExamples(feature).map((reason) => reasonSentence(reason, text, format));
};
const all = LOCALES.flatMap((locale) =>
  REASONS.flatMap((feature) => said(locale, feature).map((sentence) => [locale, feature, sentence] as const))
);

describe('reasons', () => {
  it('have an example with a value for each the catalog can give', () => {
    expect(REASONS.filter((feature) => reasonExamples(feature).every(({ value }) => value === null))).toEqual([]);
    expect(REASONS.length).toBeGreaterThan(45);
  });

  it('are named after a column, whose value they tell', () => {
    const columns = new Set(CATALOG.map(({ name }) => name));
    expect(REASONS.filter((feature) => !columns.has(feature) && !feature.startsWith('field.'))).toEqual([]);
  });

  it('are whole sentences about articles like this, here, in each language', () => {
    const shape: Record<Locale, RegExp> = {
      en: /^Articles like this (?:[^.{}]|\d\.\d)+ did about \d+% (better|worse) here\.$/,
      fr: /^Ici, les articles de ce genre [^.{}]+ ont obtenu environ \d+\s% de vues en (plus|moins)\.$/,
    };
    expect(all.filter(([locale, , sentence]) => !shape[locale].test(sentence))).toEqual([]);
  });

  it('promise nothing: no word of what a change would bring', () => {
    const promise = /\b(would|will|because|thanks|due to|cause|serait|aurait|grâce|parce|causes?)\b/i;
    expect(all.filter(([, , sentence]) => promise.test(sentence))).toEqual([]);
  });

  it('show no name of a column, no bare key and no number with more than two decimals', () => {
    const raw = /[a-z][A-Z]|foresight|NaN|undefined|null|\d[.,]\d{4,}/;
    expect(all.filter(([, , sentence]) => raw.test(sentence))).toEqual([]);
  });

  it('tell each value apart from the others and from none', () => {
    for (const locale of LOCALES) {
      for (const feature of REASONS) {
        const sentences = said(locale, feature).map((sentence) => sentence.replace(/\d+\s?%[^%]*$/, ''));
        expect([feature, new Set(sentences).size]).toEqual([feature, sentences.length]);
      }
    }
  });

  it('round the last half hour of a day to midnight', () => {
    const { text, format } = speaking('en');
    const late = reasonSentence({ feature: 'publicationHour', value: 23.8, effect: 0.1 }, text, format);
    expect(late).toBe('Articles like this published around 0:00 did about 10% better here.');
  });

  it('of a newer server are told by their name', () => {
    const { text, format } = speaking('en');
    const newer = { feature: 'moonPhase', value: 3, effect: -0.05 };
    expect(reasonSentence(newer, text, format)).toBe('Moon phase: articles like this did about 5% worse here.');
  });

  it('are listed in docs/reasons.md (UPDATE_DOCS=1 writes them)', () => {
    const page = readFileSync(PAGE, 'utf8');
    const [before, rest = ''] = page.split(BEGIN);
    const [, after = ''] = rest.split(END);
    const made = `${before}${BEGIN}\n\n${table()}\n\n${END}${after}`;
    if (process.env['UPDATE_DOCS']) writeFileSync(PAGE, made);
    else expect(unpadded(page)).toBe(unpadded(made));
  });
});

/** Padding and the length of rules are the formatter's business; so are spaces that do not break. */
const unpadded = (page: string) => page.replace(/ *\| */g, '|').replace(/-{3,}/g, '---');

function table(): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = REASONS.flatMap((feature) => {
    const [english, french] = [said('en', feature), said('fr', feature)];
    return english.map((sentence, i) => line([`\`${feature}\``, sentence, french[i] ?? '']));
  });
  return [line(['reason', 'English', 'French']), line(['---', '---', '---']), ...rows].join('\n');
}
