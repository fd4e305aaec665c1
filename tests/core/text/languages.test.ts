import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createTextLearner, KNOWN_LANGUAGES, TEXT_ALGORITHMS, type TextDocument } from '../../../server/src/core/text';
import { languageOf } from '../../../server/src/core/text/languages';
import { TEXTS, type LabelledTexts } from './languages/texts';

const documentsOf = ({ football, cooking }: LabelledTexts, language: string) => ({
  documents: [...football, ...cooking].map((text): TextDocument => ({ text, language })),
  labels: [...football.map(() => 'football'), ...cooking.map(() => 'cooking')],
});
/** One about football, one about cooking, and so on, as a site would publish them. */
const inTurns = ({ football, cooking }: LabelledTexts, language: string) => ({
  documents: football.flatMap((text, i): TextDocument[] => [
    { text, language },
    { text: cooking[i]!, language },
  ]),
  labels: football.flatMap(() => ['football', 'cooking']),
});

describe.each(TEXT_ALGORITHMS)('%s', (algorithm) => {
  it.each(Object.keys(TEXTS))('learns from a dozen short texts in %s and judges others right', (language) => {
    const { learn, judge } = TEXTS[language]!;
    const model = createTextLearner(algorithm).fit(inTurns(learn, language));
    const { documents, labels } = documentsOf(judge, language);
    expect(documents.map((document) => model.classify(document)[0]!.label)).toEqual(labels);
  });

  it('learns several languages in one model', () => {
    const all = Object.entries(TEXTS).map(([language, { learn }]) => inTurns(learn, language));
    const model = createTextLearner(algorithm).fit({
      documents: all.flatMap(({ documents }) => documents),
      labels: all.flatMap(({ labels }) => labels),
    });
    for (const [language, { judge }] of Object.entries(TEXTS)) {
      const { documents, labels } = documentsOf(judge, language);
      const right = documents.filter((document, i) => model.classify(document)[0]!.label === labels[i]).length;
      expect(right).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the table of languages', () => {
  /** language -> tokenizer, stop words, stemmer, as the comment in languages.ts has them. */
  const source = readFileSync(join(__dirname, '../../../server/src/core/text/languages.ts'), 'utf8');
  const table = new Map(
    [
      ...source.matchAll(/^ \* {5}(\w\w(?:, \w\w)*) +(natural|plain)(?:[^\d\n-]*?) {2,}(\d+|natural's|-) +(\S+)/gm),
    ].flatMap(([, names, tokenizer, stopWords, stemmer]) =>
      names!.split(', ').map((name) => [name, { tokenizer, stopWords, stemmer }] as const)
    )
  );
  const natural = (file: string) => join(__dirname, '../../../node_modules/natural/lib/natural', file);
  const stopWordFile = (name: string) =>
    natural(`util/stopwords${name === 'en' ? '' : `_${name === 'nb' || name === 'nn' ? 'no' : name}`}.js`);

  it('names every language the code knows, and no other', () => {
    expect([...table.keys()].sort()).toEqual([...KNOWN_LANGUAGES].sort());
  });

  it.each([...KNOWN_LANGUAGES])('%s: stems where it says so, and has the stop words it counts', (name) => {
    const { stopWords, stemmer } = table.get(name)!;
    const { isStopWord, stem } = languageOf(name);
    const words = Object.values(TEXTS).flatMap(({ learn }) =>
      [...learn.football, ...learn.cooking]
        .join(' ')
        .toLowerCase()
        .split(/[^\p{L}]+/u)
    );
    expect(words.some((word) => stem(word) !== word)).toBe(stemmer !== '-');

    if (stopWords === '-') expect(words.some(isStopWord)).toBe(false);
    else if (stopWords === "natural's") expect(words.filter(isStopWord).length).toBeGreaterThan(0);
    else {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- which file it is, is known here only
      const { words: listed } = require(stopWordFile(name)) as { words: string[] };
      expect(new Set(listed).size).toBe(Number(stopWords));
      expect(listed.every(isStopWord)).toBe(true);
    }
  });
});
