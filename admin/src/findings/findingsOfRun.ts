import type { DataFinding, RunSummary } from '../../../server/src/contracts/admin';

const GRAVITY: Readonly<Record<DataFinding['severity'], number>> = { blocking: 0, warning: 1, info: 2 };

/** What a run found in its data, each thing once though several kinds met it; the gravest first. */
export const findingsOfRun = (run: RunSummary | null | undefined): DataFinding[] => {
  const once = new Map<string, DataFinding>();
  for (const finding of run?.outcomes.flatMap(({ findings }) => findings) ?? []) {
    const same = `${finding.code} ${finding.columns.join(' ')} ${finding.values['contentType'] ?? ''}`;
    if (!once.has(same)) once.set(same, finding);
  }
  return [...once.values()].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
};

/** Whether a run trained nothing for what was found, and somebody may have it train all the same. */
export const canBeForced = (run: RunSummary): boolean => {
  const blocking = findingsOfRun(run).filter(({ severity }) => severity === 'blocking');
  return run.error?.code === 'DATA_BLOCKED' && blocking.every(({ overridable }) => overridable);
};
