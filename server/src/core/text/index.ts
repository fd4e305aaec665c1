export { decodeTagModel, decodeTextModel } from './codec';
export { KNOWN_LANGUAGES } from './languages';
export { DEFAULT_TEXT_PARAMS, resolveTextParams, type TextParams } from './params';
export { createTextLearner } from './text-learner';
export { tokenizerFor } from './tokenize';
export {
  TEXT_ALGORITHMS,
  type ClassProbability,
  type TagFitInput,
  type TagModel,
  type TagProbability,
  type TermWeight,
  type TextAlgorithm,
  type TextDocument,
  type TextFitInput,
  type TextLearner,
  type TextModel,
} from './types';
