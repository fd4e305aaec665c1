export { auc } from './auc';
export { accuracy, f1 } from './classification';
export { coverage, meanWidth } from './intervals';
export { ndcgAtK } from './ndcg';
export { pairedBootstrap, type PairedBootstrapInput } from './paired-bootstrap';
export { brier, logLoss } from './probability-score';
export { mae, rmse } from './regression-error';
export { spearman } from './spearman';
