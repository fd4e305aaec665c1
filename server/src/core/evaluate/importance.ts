import { mean } from '../math/mean';
import type { ResidualModel } from './residual-model';

/** (nColumns,) shares, the mean over the ages: each is one question, however many rows it had. */
export function importanceByColumn({ ages }: ResidualModel, nColumns: number): Float64Array {
  const byAge = ages.map(({ regression }) => regression.importance());
  return Float64Array.from({ length: nColumns }, (_, column) => mean(byAge.map((shares) => shares[column]!)));
}
