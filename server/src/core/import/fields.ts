import type { EventType } from '../events/event-types';

/** Forms of a file whose rows can become events. */
export const IMPORT_FORMATS = ['csv', 'ndjson', 'log'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What may stand between the fields of CSV, the likeliest first. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What a column of CSV or a key of NDJSON can be. */
export const IMPORT_FIELDS = [
  'time',
  'documentId',
  'url',
  'type',
  'contentType',
  'locale',
  'visitorId',
  'sessionId',
  'referrer',
  'userAgent',
  'value',
  'name',
  'eventId',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Field -> name of the column that holds it. */
export type Mapping = Readonly<Partial<Record<ImportField, string>>>;

/** How the rows of a file are read. */
export interface ImportOptions {
  readonly format: ImportFormat;
  /** Of CSV. */
  readonly delimiter: Delimiter;
  readonly mapping: Mapping;
  /** Every row is an event of this type; null = the mapped column says which. */
  readonly type: EventType | null;
  /** IANA zone of times that name none. */
  readonly timeZone: string;
  /** Take rows of times that live tracking covers as well. */
  readonly overlap: boolean;
}

/** Why a row brings no event. Accepted + already known + these = rows read. */
export const IMPORT_REASONS = [
  'broken',
  'invalid',
  'robot',
  'request',
  'asset',
  'live',
  'unknown-url',
  'unknown-document',
  'unknown-type',
  'too-many-names',
  'in-future',
  'too-old',
] as const;
export type ImportReason = (typeof IMPORT_REASONS)[number];
