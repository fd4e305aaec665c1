import { hasNumber, isQuestion } from '../../content';
import { contentFeature } from './define';

const letters = (words: readonly string[]) => words.reduce((sum, word) => sum + [...word].length, 0);

export const TITLE_FEATURES = [
  contentFeature({
    name: 'titleCharacters',
    unit: 'characters',
    range: '0..∞',
    formula: 'characters of the title',
    compute: ({ title }) => [...title].length,
  }),
  contentFeature({
    name: 'titleWords',
    unit: 'words',
    range: '0..∞',
    formula: 'words of the title',
    compute: ({ titleWords }) => titleWords.length,
  }),
  contentFeature({
    name: 'titleWordLength',
    unit: 'characters',
    range: '1..∞',
    formula: 'mean characters of a word of the title',
    missing: 'no word in the title',
    compute: ({ titleWords }) => (titleWords.length === 0 ? null : letters(titleWords) / titleWords.length),
  }),
  contentFeature({
    name: 'titleIsQuestion',
    unit: 'yes/no',
    range: '0..1',
    formula: '1 when the title has a question mark, of whatever script',
    compute: ({ title }) => (isQuestion(title) ? 1 : 0),
  }),
  contentFeature({
    name: 'titleHasNumber',
    unit: 'yes/no',
    range: '0..1',
    formula: '1 when the title has a digit',
    compute: ({ title }) => (hasNumber(title) ? 1 : 0),
  }),
  contentFeature({
    name: 'titleHasColon',
    unit: 'yes/no',
    range: '0..1',
    formula: '1 when the title has two parts: a colon or a dash between spaces',
    compute: ({ title }) => (/[:：]|\s[-–—]\s/u.test(title) ? 1 : 0),
  }),
];
