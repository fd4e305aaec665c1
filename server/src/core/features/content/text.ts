import { contentFeature } from './define';

export const TEXT_FEATURES = [
  contentFeature({
    name: 'descriptionCharacters',
    unit: 'characters',
    range: '0..∞',
    formula: 'characters of the description',
    compute: ({ description }) => [...description].length,
  }),
  contentFeature({
    name: 'textWords',
    unit: 'words',
    range: '0..∞',
    formula: 'words of the body',
    compute: ({ textWords }) => textWords,
  }),
  contentFeature({
    name: 'sentences',
    unit: 'sentences',
    range: '0..∞',
    formula: 'sentences in paragraphs and quotes',
    compute: ({ sentences }) => sentences,
  }),
  contentFeature({
    name: 'sentenceWords',
    unit: 'words',
    range: '0..∞',
    formula: 'words of paragraphs and quotes / sentences',
    missing: 'no sentence',
    compute: ({ proseWords, sentences }) => (sentences === 0 ? null : proseWords / sentences),
  }),
  contentFeature({
    name: 'readability',
    unit: 'points',
    range: '0..100',
    formula: 'reading ease of paragraphs and quotes by the rule of the language (en, de, fr, es); higher is easier',
    missing: 'under 50 words, or no rule for the language',
    compute: ({ readability }) => readability,
  }),
  contentFeature({
    name: 'lexicalDiversity',
    unit: 'ratio',
    range: '0..1',
    formula: 'distinct words / words, of the first hundred words of the body',
    missing: 'under 50 words',
    compute: ({ lexicalDiversity }) => lexicalDiversity,
  }),
];
