import fc from 'fast-check';

import {
  countSentences,
  countSyllables,
  countWords,
  displayWidth,
  hasNumber,
  isQuestion,
  lexicalDiversity,
  linkTarget,
  longSentenceShare,
  readability,
  readingEase,
  sentencesOf,
  wordsOf,
} from '../../../server/src/core/content';

const english = [
  'en',
  'The cat sat on the mat and saw a dog.',
  'Organizational considerations necessitate institutional responsibility.',
];
const german = [
  'de',
  'Der Hund lief in den Wald und kam bald heim.',
  'Verwaltungsrechtliche Zuständigkeitsüberschneidungen erfordern Berücksichtigung.',
];
const french = [
  'fr',
  'Le chat dort sur le lit et le chien joue.',
  'L’institutionnalisation administrative nécessite une réorganisation considérable.',
];
const spanish = ['es', 'El gato come pan y el perro va al mar.', 'La institucionalización administrativa necesita considerables responsabilidades.']; // prettier-ignore

describe('words', () => {
  it.each([
    ['well-known words, aren’t they?', 4],
    ['漢字とかな', 5],
    ['一 word', 2],
    ['हिन्दी में', 2],
    ['— … !', 0],
    ['', 0],
  ])('of %j are %d', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it('of two texts side by side are the words of both', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(countWords(`${a}\n${b}`)).toBe(countWords(a) + countWords(b));
      })
    );
  });
});

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', 3],
    ['Dr. Smith met J. Doe. They left.', 2],
    ['Am 3. Mai kam z. B. niemand. Schade.', 2],
    ['It cost 3.50 euro… or not. "Really?" she said.', 2],
    ['一。二！三', 3],
    ['A heading\n\nA text', 2],
    ['...', 0],
    ['', 0],
  ])('of %j are %d', (text, sentences) => {
    expect(countSentences(text)).toBe(sentences);
  });

  it('hold every word of the text, in order', () => {
    const text = fc
      .array(fc.constantFrom('Word', 'word', '. ', '! ', '? ', '\n', '3', ' ', '漢', '。', '"'))
      .map((p) => p.join(''));

    fc.assert(fc.property(text, (each) => expect(sentencesOf(each).flatMap(wordsOf)).toEqual(wordsOf(each))));
  });
});

describe('syllables', () => {
  it.each([
    ['en', { cat: 1, made: 1, table: 2, reading: 2, wanted: 2, asked: 1, banana: 3, the: 1, beautiful: 3 }],
    ['de', { Hund: 1, Katze: 2, Häuser: 2, Liebe: 2, Banane: 3 }],
    ['fr', { porte: 1, portes: 1, maison: 2, bateau: 2, beauté: 2 }],
    ['es', { gato: 2, tierra: 2, país: 2, leer: 2, guerra: 2, muy: 1, canción: 2 }],
  ])('in %s are those of the spoken word', (language, words) => {
    expect(Object.fromEntries(Object.keys(words).map((word) => [word, countSyllables(word, language)]))).toEqual(words);
  });

  it('are at least one in any word of any language', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.constantFrom('en', 'de', 'fr', 'es', 'cs', 'constructor'),
        (word, language) => expect(countSyllables(word, language)).toBeGreaterThanOrEqual(1)
      )
    );
  });
});

describe('readability', () => {
  it('is the formula of Flesch where the counts are known', () => {
    // 60 words of one syllable in 6 sentences: 206.835 - 1.015 x 10 - 84.6 x 1 = 112.085, which is above the scale.
    expect(
      readingEase(
        Array.from({ length: 60 }, () => 'cat'),
        6,
        'en'
      )
    ).toBe(100);
    // 60 words of two syllables in 3 sentences: 206.835 - 1.015 x 20 - 84.6 x 2 = 17.335.
    expect(
      readingEase(
        Array.from({ length: 60 }, () => 'reading'),
        3,
        'en'
      )
    ).toBeCloseTo(17.335, 9);
    // 180 - 20 - 58.5 x 2 = 43; 207 - 1.015 x 20 - 73.6 x 2 = 39.5; 206.84 - 1.02 x 20 - 60 x 2 = 66.44.
    expect(
      readingEase(
        Array.from({ length: 60 }, () => 'Katze'),
        3,
        'de-AT'
      )
    ).toBeCloseTo(43, 9);
    expect(
      readingEase(
        Array.from({ length: 60 }, () => 'maison'),
        3,
        'fr'
      )
    ).toBeCloseTo(39.5, 9);
    expect(
      readingEase(
        Array.from({ length: 60 }, () => 'gato'),
        3,
        'es'
      )
    ).toBeCloseTo(66.44, 9);
  });

  it.each([english, german, french, spanish])(
    'in %s calls plain text easier than officialese',
    (language, plain, heavy) => {
      const easy = readability(`${plain} `.repeat(10), language!);
      const hard = readability(`${heavy} `.repeat(20), language!);

      expect(easy).toBeGreaterThan(60);
      expect(hard).toBeLessThan(30);
    }
  );

  it('says nothing of short texts and of languages without a rule', () => {
    expect(readability('A cat.', 'en')).toBeNull();
    expect(readability('Kočka spí. '.repeat(60), 'cs')).toBeNull();
    expect(readability('word '.repeat(60), 'constructor')).toBeNull();
  });
});

describe('other measures', () => {
  it('share of long sentences counts those over 25 words', () => {
    expect(longSentenceShare(`${'word '.repeat(26)}. Short one.`)).toBe(0.5);
    expect(longSentenceShare('')).toBeNull();
  });

  it('lexical diversity is of the first hundred words', () => {
    const once = Array.from({ length: 100 }, (_, index) => `w${index}`);

    expect(lexicalDiversity(once)).toBe(1);
    expect(lexicalDiversity([...once, ...once])).toBe(1);
    expect(lexicalDiversity(once.map(() => 'Same'))).toBe(1 / 100);
    expect(lexicalDiversity(once.slice(0, 49))).toBeNull();
  });

  it('questions and numbers are seen in any script', () => {
    expect(['Why?', 'なぜ？', 'لماذا؟', 'No'].map(isQuestion)).toEqual([true, true, true, false]);
    expect(['7 ways', '٣ طرق', 'seven'].map(hasNumber)).toEqual([true, true, false]);
  });

  it('wide characters take two places', () => {
    expect(displayWidth('ab漢字')).toBe(6);
  });

  it.each([
    ['/about', 'internal'],
    ['page.html?x=1', 'internal'],
    ['https://www.Example.com/x', 'internal'],
    ['//example.com:8080', 'internal'],
    ['https://example.com@evil.org/', 'external'],
    ['https://example.com.evil.org', 'external'],
    ['mailto:a@b.c', 'none'],
    ['#top', 'none'],
    ['', 'none'],
  ])('a link to %j is %s', (url, target) => {
    expect(linkTarget(url, ['example.com'])).toBe(target);
  });
});
