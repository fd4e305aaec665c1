import { LIMITS } from '../../config/defaults';
import type { ImportSummary } from '../../contracts/imports';
import { type ImportReason, topUnmatched } from '../../core/import';
import type { ImportRow } from '../../repositories/imports';

const instant = (ms: number): string => new Date(ms).toISOString();
const perhaps = (ms: number | null): string | null => (ms === null ? null : instant(ms));

/** An import as the admin and the command show it. @param received bytes of its file that are here; null = none. */
export function shapeImport(row: ImportRow, received: number | null): ImportSummary {
  const { tally, bytesRead, undone } = row.progress;
  const isOver = row.state === 'done' || row.state === 'undoing' || row.state === 'undone';
  return {
    key: row.key,
    state: row.state,
    origin: row.origin,
    fileName: row.fileName,
    fileSize: row.fileSize,
    received,
    options: row.options === null ? null : { ...row.options, mapping: { ...row.options.mapping } },
    createdBy: row.createdBy,
    createdAt: instant(row.createdAt),
    startedAt: perhaps(row.startedAt),
    updatedAt: instant(row.updatedAt),
    finishedAt: perhaps(row.finishedAt),
    failure: row.failure,
    share: isOver ? 1 : row.fileSize === 0 ? 0 : Math.min(1, bytesRead / row.fileSize),
    rows: tally.rows,
    accepted: tally.accepted,
    duplicate: tally.duplicate,
    reasons: { ...tally.reasons } as Record<ImportReason, number>,
    examples: [...tally.examples],
    unmatched: topUnmatched(tally, LIMITS.importUnmatchedShown).map(([path, count]): [string, number] => [path, count]),
    firstAt: perhaps(tally.first),
    lastAt: perhaps(tally.last),
    undoneEvents: undone.events,
  };
}
