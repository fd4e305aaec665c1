/** The drill `report`: processor time of judging and fitting a ranker, with the report's details and without. */
import { trainRanker } from '../../server/src/core/evaluate';
import { SNAPSHOT_AGE_HOURS } from '../../server/src/core/rollup/counters';
import { DEFAULT_WORLD } from '../../playground/src/simulator';
import { simulatedSite } from './simulated-history';

const ARTICLES = 400;

export interface ReportCost {
  readonly plainMs: number;
  readonly detailsMs: number;
  /** Of the stored report. */
  readonly bytes: number;
}

/** Each way is measured twice, in turn, and the quicker counts: the first also compiles. */
export function costOfReport(seed: number, articles = ARTICLES): ReportCost {
  const { history, asOf } = simulatedSite(seed, articles, DEFAULT_WORLD);
  const train = (details: boolean) => {
    const before = process.cpuUsage();
    const { report } = trainRanker(history, {
      asOf,
      ageHours: SNAPSHOT_AGE_HOURS,
      details,
      learner: { name: 'forest', params: { seed } },
    });
    const { user, system } = process.cpuUsage(before);
    return { ms: (user + system) / 1_000, report };
  };
  const runs = [false, true, false, true].map((details) => ({ details, ...train(details) }));
  const quickest = (details: boolean) => Math.min(...runs.flatMap((run) => (run.details === details ? [run.ms] : [])));
  const bytes = Buffer.byteLength(JSON.stringify(runs.at(-1)?.report));
  return { plainMs: quickest(false), detailsMs: quickest(true), bytes };
}
