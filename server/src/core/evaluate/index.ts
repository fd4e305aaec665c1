export { baselineForecast, fitBaselineModel, type BaselineModel } from './baseline-forecast';
export { BASELINES, type BaselineName } from './baselines';
export { calibrationAt, type AgeCalibration } from './calibration';
export { compareVersions, type VersionContest } from './compare-versions';
export { checkDamage, type DamageCheck } from './damage-check';
export { evaluateRanker, type RankerEvaluation } from './evaluate-ranker';
export { forecast, rangeAround, type RankerForecast } from './forecast';
export {
  decidePromotion,
  decisionByHand,
  decisionOfDamage,
  decisionOfImport,
  NEEDED_ARTICLES,
  type Decision,
  type LiveModel,
  type PromotionCandidate,
} from './gate/decide-promotion';
export { challenge } from './gate/challenge';
export { currentMatrix, expectedOf } from './gate/current-articles';
export { checkGuardrails, type Guarded, type GuardrailCheck } from './gate/guardrails';
export { recipesTonight } from './gate/recipes';
export type { GateReport, RecipeTried } from './gate/report';
export { decisionMessages, decisionSentence, type DecisionCode, type DecisionValues } from './gate/messages';
export { judgedRowsOf, type JudgedRows, type OutOfFold } from './out-of-fold';
export { decodeRanker, encodeRanker, type RankerModel } from './ranker-model';
export { EVALUATION_WEEKS, type RankerOptions } from './ranker-options';
export { ageModelAt, fitResiduals, predictResiduals, type AgeModel, type ResidualModel } from './residual-model';
export { closedSince, recalibrate } from './recalibrate';
export { reasonOf, reasonsFor, type RankerReason, type ReasonsBy } from './reasons';
export type { RankerReport, RankerScore, TextReport } from './report';
export { NEEDED_LABELS } from './rolling-origins';
export {
  OTHERS,
  performanceExamples,
  textOf,
  TOP_QUARTER,
  topicExamples,
  type TextExample,
  type TextRecord,
} from './text/examples';
export { forwardScores, SCORED_ARTICLES, type ForwardScores } from './text/forward-scores';
export {
  classifyText,
  decodeTextBundle,
  encodeTextBundle,
  TEXT_KINDS,
  type TextAnswer,
  type TextBundle,
  type TextKind,
} from './text/text-bundle';
export { hasText, scoreWords, withTextScore, withTextScores, type TextScorer, type Words } from './text/text-scorer';
export { NEEDED_DOCUMENTS, trainText, type TextOptions, type TrainedText } from './text/train-text';
export { finishRanker, fitRanker, importanceOf, trainRanker, type TrainedRanker } from './train-ranker';
