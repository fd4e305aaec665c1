import type { JournalAnswer, ProcessesAnswer } from '../../contracts/admin';
import type { JournalRequest } from '../../contracts/admin-requests';
import type { JournalEntry } from '../../repositories/journal';
import type { ProcessRecord } from '../../repositories/processes';
import { THIS_PROCESS_ID } from '../this-process';

/** A page of the journal as the admin reads it. */
export const shapeJournal = (
  { page, pageSize }: JournalRequest,
  { entries, total }: { entries: readonly JournalEntry[]; total: number }
): JournalAnswer => ({
  data: entries.map(({ entryId, at, endedAt, kind, level, code, actor, subject, detail }) => ({
    id: entryId,
    at: new Date(at).toISOString(),
    kind,
    level,
    code,
    actor,
    subject,
    detail,
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
  })),
  meta: { pagination: { page, pageSize, pageCount: Math.max(1, Math.ceil(total / pageSize)), total } },
});

export const shapeProcesses = (living: readonly ProcessRecord[]): ProcessesAnswer => ({
  data: living.map(({ processId, host, pid, role, pluginVersion, startedAt }) => ({
    id: processId,
    host,
    pid,
    role,
    version: pluginVersion,
    startedAt: new Date(startedAt).toISOString(),
    self: processId === THIS_PROCESS_ID,
  })),
});
