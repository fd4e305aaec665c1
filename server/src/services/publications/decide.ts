import type { FirstPublishedAtSource } from '../../repositories/publications';

/** What the site serves now of a document in a locale. Times in milliseconds since 1970. */
export interface PublishedState {
  readonly publishedAt: number;
  readonly createdAt: number;
  /** The field the type names for its true first publication; null without one, or when it is empty. */
  readonly fieldDate: number | null;
  readonly contentHash: string;
}

/** What we know of it: its newest version. */
export interface KnownState {
  readonly version: number;
  readonly firstPublishedAt: number;
  readonly source: FirstPublishedAtSource;
  readonly open: boolean;
  readonly contentHash: string;
  readonly seenPublishedAt: number;
}

export type Decision =
  | { readonly kind: 'nothing' }
  /** Same content published again: only remember that we looked. */
  | { readonly kind: 'seen' }
  | { readonly kind: 'close'; readonly at: number }
  | {
      readonly kind: 'open';
      readonly version: number;
      readonly firstPublishedAt: number;
      readonly source: FirstPublishedAtSource;
      readonly versionPublishedAt: number;
      /** The first publication is another instant than in earlier versions, which must follow. */
      readonly moved: boolean;
    }
  | { readonly kind: 'move'; readonly firstPublishedAt: number; readonly source: FirstPublishedAtSource };

export interface Moment {
  readonly now: number;
  /** When tracking began: whatever was published before is known by hearsay only. */
  readonly installedAt: number;
}

/**
 * What became of a document in a locale.
 *
 * Age always counts from the first publication, so that a correction, or taking an article down and putting it up
 * again, never makes it new. A version is a state of the content: publishing the same content again makes none.
 *
 * @param published null when the site serves nothing of it.
 * @param known null when it was never seen published.
 */
export function decide(published: PublishedState | null, known: KnownState | null, moment: Moment): Decision {
  if (published === null) return known?.open ? { kind: 'close', at: moment.now } : { kind: 'nothing' };

  const first = known === null ? firstSeen(published, moment) : stillFirst(published, known, moment);
  if (known === null) {
    // The first version is all we know of the time before we looked: it counts from the first publication.
    return { kind: 'open', version: 1, ...first, versionPublishedAt: first.firstPublishedAt, moved: false };
  }

  const moved = first.firstPublishedAt !== known.firstPublishedAt;
  if (known.open && known.contentHash === published.contentHash) {
    if (moved) return { kind: 'move', ...first };
    return known.seenPublishedAt === published.publishedAt ? { kind: 'nothing' } : { kind: 'seen' };
  }
  const versionPublishedAt = Math.max(first.firstPublishedAt, Math.min(published.publishedAt, moment.now));
  return { kind: 'open', version: known.version + 1, ...first, versionPublishedAt, moved };
}

interface First {
  readonly firstPublishedAt: number;
  readonly source: FirstPublishedAtSource;
}

function firstSeen(published: PublishedState, { now, installedAt }: Moment): First {
  const publishedAt = Math.min(published.publishedAt, now);
  if (published.fieldDate !== null && published.fieldDate < publishedAt) {
    return { firstPublishedAt: published.fieldDate, source: 'field' };
  }
  if (published.publishedAt < installedAt) {
    return { firstPublishedAt: Math.min(published.createdAt, publishedAt), source: 'backfill' };
  }
  return { firstPublishedAt: publishedAt, source: 'tracking' };
}

/** Only the named field can move a first publication afterwards. */
function stillFirst(published: PublishedState, known: KnownState, { now }: Moment): First {
  const { fieldDate, publishedAt } = published;
  const isTold = fieldDate !== null && fieldDate < Math.min(publishedAt, now);
  return isTold
    ? { firstPublishedAt: fieldDate, source: 'field' }
    : { firstPublishedAt: known.firstPublishedAt, source: known.source };
}
