/** A published data set in the words of the demo: articles, and what readers did, oldest first. */
export interface DataSet {
  readonly name: string;
  /** Makes event ids of different data sets differ. */
  readonly seed: number;
  readonly articles: readonly DataArticle[];
  /** In time order; their position is part of their id. */
  readonly events: readonly DataEvent[];
  /** What a reader of the report must know. */
  readonly notes: readonly string[];
}

export interface DataArticle {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly body?: string;
  readonly author?: string;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
}

export interface DataEvent {
  readonly article: string;
  readonly type: 'view' | 'custom';
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly visitor: string;
  readonly session?: string;
  readonly userAgent?: string;
}
