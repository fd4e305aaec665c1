/** The parts of a ranker's report that came later than the first reports: stored ones may lack all of them. */

/** A figure with its 90 % interval, which always holds it. Four significant digits. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** RMSE in log1p(views): lower is better. Spearman and NDCG: higher. null where nothing could be judged. */
export interface Measures {
  readonly rmse: Measured | null;
  readonly spearman: Measured | null;
  readonly ndcgAt10: Measured | null;
}

/** Two forecasts of the same later rows; `difference` is the first less the second, paired. */
export interface Contest {
  readonly articles: number;
  readonly rows: number;
  readonly model: Measures;
  /** Against the simple guess that did best at each age. */
  readonly guess: Measures;
  readonly difference: Measures;
}

/** One tenth of the rows of an age, in order of the prediction; log1p(views). */
export interface CalibrationBin {
  readonly rows: number;
  readonly predicted: number;
  /** Mean of what came. */
  readonly actual: Measured;
}

/** How often the truth fell into the 90 % range, judged as it would have been live. */
export interface Reliability {
  readonly rows: number;
  /** Share inside, with its Wilson interval. */
  readonly inside: Measured;
  readonly below: number;
  readonly above: number;
  /** Mean width in log1p(views). */
  readonly width: number;
}

export interface AgeDetails extends Contest {
  readonly ageHours: number;
  /** Factor within which half of the articles came: 1.6 = between 1/1.6 and 1.6 times what was expected. */
  readonly halfWithin: { readonly model: number; readonly guess: number | null };
  /** At most 10, lowest prediction first. */
  readonly bins: readonly CalibrationBin[];
  /** null where no range could be calibrated in time. */
  readonly reliability: Reliability | null;
}

export interface GroupDetails extends Contest {
  /** null: all the groups that are not named. */
  readonly name: string | null;
}

export interface PeriodDetails {
  /** Start, milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly articles: number;
  readonly rmse: Measured;
  readonly guess: number | null;
}

export interface LearningCurve {
  /** Ascending; the last is all articles. */
  readonly points: readonly {
    readonly share: number;
    /** Mean number of articles it learned from. */
    readonly articles: number;
    readonly rmse: Measured;
    /** The same, never rising with more articles. */
    readonly fitted: number;
  }[];
  /** Share by which errors fell from half of the articles to all of them. */
  readonly gain: Measured;
  readonly verdict: 'helps' | 'hardly' | 'unclear';
  /** Articles at which errors would be 5 % smaller if it went on like this; null when it would not, or only far away. */
  readonly nextArticles: number | null;
}

export interface ReasonImportance {
  readonly feature: string;
  /** Share by which errors on later articles grow when its values are dealt to other articles. */
  readonly growth: Measured;
}

export interface ReportDetails {
  readonly overall: Contest;
  readonly ages: readonly AgeDetails[];
  /** The eight with most judged articles, then the rest; each of ten articles or more. */
  readonly categories: readonly GroupDetails[];
  readonly locales: readonly GroupDetails[];
  /** Oldest first. */
  readonly periods: readonly PeriodDetails[];
  /** Share by which errors of the newer half of the periods are larger than those of the older; null below two. */
  readonly trend: Measured | null;
  /** null where too little could be left out. */
  readonly learning: LearningCurve | null;
  /** Strongest first, at most 30. */
  readonly importance: readonly ReasonImportance[];
}

/** Articles a group must have been judged on to be shown. */
export const GROUP_ARTICLES = 10;
export const MAX_GROUPS = 8;
export const MAX_IMPORTANCE = 30;
/** Characters kept of a title or a category. */
export const MAX_NAME = 120;
