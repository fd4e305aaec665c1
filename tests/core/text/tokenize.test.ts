import { KNOWN_LANGUAGES, tokenizerFor } from '../../../server/src/core/text';
import { languageOf } from '../../../server/src/core/text/languages';
import { createAnalyzers, MAX_TOKENS } from '../../../server/src/core/text/tokenize';

describe('tokenizerFor', () => {
  it.each([
    [
      'en',
      "The runners' shoes weren't running at São Paulo's café",
      ['runner', 'shoe', "weren't", 'run', 'sao', 'paulo', 'cafe'],
    ],
    ['de', 'Die Häuser der Städte und ÄRZTE', ['haus', 'stadt', 'arzt']],
    ['es', 'Los artículos de las ciudades', ['articul', 'ciudad']],
    ['fr', 'Les maisons de l’écrivain', ['maison', 'écrivain']],
    ['it', 'Le attività della città', ['attiv', 'citt']],
    ['pt', 'As casas das cidades', ['cas', 'cidad']],
    ['nl', 'De artikelen van de steden', ['artikel', 'sted']],
    ['sv', 'Artiklarna om städerna', ['artikl', 'städ']],
    ['nb', 'Artiklene om husene', ['artikl', 'hus']],
    ['ru', 'Статьи о городах', ['стат', 'город']],
    ['uk', 'Статті про міста', ['статт', 'про', 'міст']],
    ['pl', 'Artykuły o miastach', ['artykuły', 'miastach']],
    ['ja', '日本語のテスト', ['日本語', 'テスト']],
    ['zh', '我们的城市', ['城', '市']],
  ])('knows %s', (language, text, tokens) => {
    expect(tokenizerFor(language)(text)).toEqual(tokens);
  });

  it('gives plain words for a language it does not know, in any script', () => {
    expect(tokenizerFor('tlh')('Η γλώσσα ist 7 DAYS nuqneH')).toEqual(['γλώσσα', 'ist', 'days', 'nuqneh']);
    expect(tokenizerFor('')('naïve—Übung')).toEqual(['naïve', 'übung']);
  });

  it('takes a locale for its language', () => {
    const text = 'Running articles';
    expect(tokenizerFor('en-GB')(text)).toEqual(tokenizerFor('en')(text));
    expect(tokenizerFor('EN_us')(text)).toEqual(tokenizerFor('en')(text));
  });

  it('reads composed and decomposed letters alike', () => {
    for (const language of KNOWN_LANGUAGES) {
      const text = 'Übung café città ação żółw';
      expect(tokenizerFor(language)(text.normalize('NFD'))).toEqual(tokenizerFor(language)(text.normalize('NFC')));
    }
  });

  it('drops stop words in every language that has them, and keeps other words', () => {
    const stopWords = {
      en: 'the',
      de: 'und',
      es: 'el',
      fr: 'avec',
      it: 'della',
      nl: 'het',
      pt: 'para',
      pl: 'aby',
      fa: 'از',
    };
    for (const [language, word] of Object.entries(stopWords)) {
      expect(languageOf(language).isStopWord(word)).toBe(true);
      expect(languageOf(language).isStopWord('strapi')).toBe(false);
    }
  });

  it('returns nothing for nothing, and stops at its limits', () => {
    for (const language of [...KNOWN_LANGUAGES, 'xx']) {
      expect(tokenizerFor(language)('')).toEqual([]);
      expect(tokenizerFor(language)(" -- ' … !? \n")).toEqual([]);
    }
    expect(tokenizerFor('en')('word '.repeat(2 * MAX_TOKENS))).toHaveLength(MAX_TOKENS);
    expect(tokenizerFor('en')('x'.repeat(41))).toEqual([]);
  });

  it('keeps the words as written beside their stems', () => {
    expect(createAnalyzers()('Running articles', 'en')).toEqual([
      { stem: 'run', written: 'running' },
      { stem: 'articl', written: 'articles' },
    ]);
  });

  it('never loads the databases behind the index of natural', () => {
    const loaded = Object.keys(require.cache);
    expect(loaded.some((path) => path.includes('natural/lib/natural/stemmers/porter_stemmer.js'))).toBe(true);
    expect(loaded.filter((path) => /node_modules\/(mongoose|pg|redis|memjs)\//.test(path))).toEqual([]);
  });
});
