import { CoreError } from '../errors';

export interface TextParams {
  /** Longest run of words that counts as a term, 1 or 2. */
  readonly ngramMax: number;
  /** A term must occur in at least this many documents. */
  readonly minDf: number;
  /** A term must not occur in more than this share of them. */
  readonly maxDf: number;
  /** Most terms; the most frequent stay. Fewer where there are very many classes (see MAX_WEIGHTS). */
  readonly maxVocabulary: number;
  /** Linear SVM: cost of an error; larger fits closer. */
  readonly c: number;
  /** Linear SVM: errors on rare classes cost more, so that all classes weigh alike. */
  readonly balanced: boolean;
  /** Complement naive Bayes: occurrences added to every term. */
  readonly alpha: number;
  /** A whole number; its low 32 bits count. */
  readonly seed: number;
}

export const DEFAULT_TEXT_PARAMS: TextParams = {
  ngramMax: 2,
  minDf: 2,
  maxDf: 0.5,
  maxVocabulary: 50_000,
  c: 1,
  balanced: true,
  alpha: 0.1,
  seed: 1,
};

/** Most weights of one model, classes × terms: 24 MB as float32, which leaves room in an artifact for the terms. */
export const MAX_WEIGHTS = 6_000_000;

type Rule = readonly [expected: string, holds: (value: number) => boolean];
const positive: Rule = ['a positive number', (value) => Number.isFinite(value) && value > 0];

const RULES: Readonly<Record<Exclude<keyof TextParams, 'balanced'>, Rule>> = {
  ngramMax: ['1 or 2', (value) => value === 1 || value === 2],
  minDf: ['a whole number >= 1', (value) => Number.isInteger(value) && value >= 1],
  maxDf: ['a share in (0, 1]', (value) => value > 0 && value <= 1],
  maxVocabulary: ['a whole number in 1..200000', (v) => Number.isInteger(v) && v >= 1 && v <= 200_000],
  c: positive,
  alpha: positive,
  seed: ['a whole number', Number.isSafeInteger],
};

/** Fill in the defaults. @throws {CoreError} INVALID_VALUE naming the first parameter out of range. */
export function resolveTextParams(given: Partial<TextParams> = {}): TextParams {
  const params = { ...DEFAULT_TEXT_PARAMS, ...given };
  for (const [name, [expected, holds]] of Object.entries(RULES)) {
    const value = params[name as keyof typeof RULES];
    if (!holds(value)) throw new CoreError('INVALID_VALUE', { name, expected, got: String(value) });
  }
  return params;
}
