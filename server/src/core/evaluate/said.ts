import type { TrainingMatrix } from '../features/training-matrix';
import { slopeOf } from './belief';

interface Said {
  readonly closesAt: number;
  readonly said: number;
  readonly truth: number;
}

/** Articles judged before later data, and no longer out-of-bag predictions, says how far a regression is believed. */
const LEAST_ARTICLES = 60;

/** What regressions said of later articles, period by period; each period is judged by what had closed before it. */
export function collectSaid() {
  const byAge = new Map<number, Said[]>();
  return {
    add({ ageHours, closesAt, y }: TrainingMatrix, row: number, said: number): void {
      const own = byAge.get(ageHours[row]!) ?? [];
      own.push({ closesAt: closesAt[row]!, said, truth: y[row]! });
      byAge.set(ageHours[row]!, own);
    },

    /** By age, from rows whose labels had closed by an instant; ages with fewer than 60 of them are left out. */
    slopesBy(instant: number): Map<number, number> {
      const slopes = new Map<number, number>();
      for (const [age, all] of byAge) {
        const known = all.filter(({ closesAt }) => closesAt <= instant);
        if (known.length < LEAST_ARTICLES) continue;
        const of = (value: (row: Said) => number) => Float64Array.from(known, value);
        slopes.set(
          age,
          slopeOf(
            of(({ said }) => said),
            of(({ truth }) => truth)
          )
        );
      }
      return slopes;
    },
  };
}
