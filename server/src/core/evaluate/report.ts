/** What an evaluation says, as plain data: kept with the model version and drawn by the admin. */
import type { ReportDetails } from './report-details';

/** One model against one baseline on later data. Spearman and NDCG: higher is better; RMSE in log1p(views): lower. */
export interface RankerScore {
  readonly name: 'model' | 'site-level' | 'author-category' | 'views-so-far';
  readonly rmse: number | null;
  readonly spearman: number | null;
  readonly ndcgAt10: number | null;
}

export interface RankerReport {
  readonly horizonDays: number;
  readonly closedLabels: number;
  readonly neededLabels: number;
  readonly origins: number;
  /** Later articles the model was judged on. */
  readonly articles: number;
  readonly overall: readonly RankerScore[];
  readonly byAge: readonly {
    readonly ageHours: number;
    readonly rows: number;
    readonly scores: readonly RankerScore[];
    readonly coverage: number | null;
    readonly width: number | null;
  }[];
  /** Strongest first; shares sum to at most 1. */
  readonly importance: readonly { readonly feature: string; readonly share: number }[];
  /** Predicted against actual views of the latest judged articles, at age 0 h; at most 500 points. */
  readonly points: readonly {
    readonly title: string;
    readonly documentId: string;
    readonly expected: number;
    readonly actual: number;
  }[];
  /** Absent from reports of earlier builds, and where nothing could be judged. */
  readonly details?: ReportDetails;
}

export interface TextReport {
  readonly documents: number;
  readonly classes: readonly {
    readonly label: string;
    readonly documents: number;
    readonly f1: number | null;
    readonly terms: readonly string[];
  }[];
  readonly testDocuments: number;
  readonly accuracy: number | null;
  readonly macroF1: number | null;
  /** Area under the ROC curve; only for performance-text. */
  readonly auc: number | null;
  readonly logLoss: number | null;
  /** What always answering the most frequent class (or its share) reaches. */
  readonly baseline: {
    readonly accuracy: number | null;
    readonly macroF1: number | null;
    readonly auc: number | null;
    readonly logLoss: number | null;
  };
  readonly algorithms: readonly {
    readonly name: string;
    readonly macroF1: number | null;
    readonly logLoss: number | null;
    readonly chosen: boolean;
  }[];
}
