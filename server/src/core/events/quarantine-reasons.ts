import type { CoreErrorCode } from '../errors';

/** Why an event waits in quarantine, and what its sender is told. */
export const QUARANTINE_CODES = {
  /** No published document has this id in this locale: it may be published later, or may have been taken down. */
  'unknown-document': 'UNKNOWN_DOCUMENT',
  /** The URL map leads this address nowhere. */
  'unknown-url': 'UNKNOWN_DOCUMENT',
  /** The content type is not watched. */
  'unknown-type': 'UNKNOWN_DOCUMENT',
  /** The raw events of its bucket are deleted, so the bucket can't be counted again. */
  'too-old': 'TIME_TOO_OLD',
  /** It lies ahead of the server's clock. */
  'in-future': 'TIME_IN_FUTURE',
  /** It brings a name that was never seen, beyond what a site has of them. */
  'too-many-names': 'TOO_MANY_NAMES',
  /** A reader who opens more documents in a minute than people do. */
  'many-documents': 'UNLIKELY_READER',
  /** A reader who comes at intervals that only a machine keeps. */
  regular: 'UNLIKELY_READER',
  /** A network from which one document is read out of all proportion. */
  'source-share': 'UNLIKELY_READER',
} as const satisfies Readonly<Record<string, CoreErrorCode>>;

export type QuarantineReason = keyof typeof QUARANTINE_CODES;

export const QUARANTINE_REASONS = Object.keys(QUARANTINE_CODES) as QuarantineReason[];

/** What we only suspect: whoever replays such an event knows better. Everything else is looked at anew. */
const SUSPICIONS: ReadonlySet<QuarantineReason> = new Set([
  'too-many-names',
  'many-documents',
  'regular',
  'source-share',
]);

export const isSuspicion = (reason: QuarantineReason): boolean => SUSPICIONS.has(reason);
