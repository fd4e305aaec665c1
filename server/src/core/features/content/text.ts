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
    formula: 'sentences of the body',
    compute: ({ sentences }) => sentences,
  }),
  contentFeature({
    name: 'sentenceWords',
    unit: 'words',
    range: '0..∞',
    formula: 'words of the body / sentences',
    missing: 'no sentence',
    compute: ({ textWords, sentences }) => (sentences === 0 ? null : textWords / sentences),
  }),
  contentFeature({
    name: 'readability',
    unit: 'points',
    range: '0..100',
    formula: 'reading ease of the body by the rule of its language; higher is easier',
    missing: 'too little text, or no rule for the language',
    compute: ({ readability }) => readability,
  }),
  contentFeature({
    name: 'lexicalDiversity',
    unit: 'ratio',
    range: '0..1',
    formula: 'distinct words / words',
    missing: 'too little text',
    compute: ({ lexicalDiversity }) => lexicalDiversity,
  }),
];
