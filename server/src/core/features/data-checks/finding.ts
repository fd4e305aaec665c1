import type { TargetKey } from '../../target';

/** What can be found in the data of a training; `docs/data-checks.md` has a section per code. */
export const DATA_FINDING_CODES = [
  'too-few-labels',
  'nothing-counted',
  'mostly-unread',
  'one-article',
  'level-shift',
  'labels-lost',
  'suspected-outage',
  'repeated-events',
  'one-visitor',
  'events-ahead',
  'shifted-clock',
  'views-before-publication',
  'missing-text',
  'constant-columns',
  'column-stands-still',
  'leaking-column',
  'suspicious-column',
] as const;
export type DataFindingCode = (typeof DATA_FINDING_CODES)[number];

/** 'blocking': what would be learned is wrong. 'warning': worse than it could be. 'info': worth knowing, nothing to do. */
export type FindingSeverity = 'blocking' | 'warning' | 'info';

/** An article that a finding is about, as the content manager finds it. */
export interface FoundEntry {
  readonly contentType: string;
  readonly documentId: string;
  readonly locale: string;
  readonly title: string;
}

/** Something about the data that a person should know before believing a model trained on them. */
export interface DataFinding {
  readonly code: DataFindingCode;
  readonly severity: FindingSeverity;
  /** Whether somebody who knows the reason may train all the same; only of blocking ones. */
  readonly overridable: boolean;
  /** Numbers and names for the sentence; shares are 0..1, instants ISO 8601. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Columns it is about, at most `MAX_FOUND_COLUMNS`. */
  readonly columns: readonly string[];
  readonly entry: FoundEntry | null;
}

/** Columns one finding names. */
export const MAX_FOUND_COLUMNS = 20;

export const finding = (
  code: DataFindingCode,
  severity: FindingSeverity,
  values: DataFinding['values'],
  more: Partial<Pick<DataFinding, 'columns' | 'entry' | 'overridable'>> = {}
): DataFinding => ({
  code,
  severity,
  overridable: severity === 'blocking' && (more.overridable ?? true),
  values,
  columns: more.columns?.slice(0, MAX_FOUND_COLUMNS) ?? [],
  entry: more.entry ?? null,
});

export const entryOf = ({ uid, documentId, locale }: TargetKey, title: string): FoundEntry => ({
  contentType: uid,
  documentId,
  locale,
  title,
});
