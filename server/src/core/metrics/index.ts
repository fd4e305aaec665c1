export { auc } from './auc';
export {
  bootstrapInterval,
  bootstrapIntervals,
  take,
  type BootstrapInput,
  type BootstrapInterval,
} from './bootstrap-interval';
export { expectedCalibrationError } from './calibration-error';
export { accuracy, f1, f1OfSingle } from './classification';
export { coverage, meanWidth } from './intervals';
export { ndcgAtK } from './ndcg';
export { pairedBootstrap, type PairedBootstrapInput } from './paired-bootstrap';
export { brier, logLoss } from './probability-score';
export { mae, rmse } from './regression-error';
export { spearman } from './spearman';
export { wilsonInterval } from './wilson-interval';
