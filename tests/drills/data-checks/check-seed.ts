/** One seed of the drill `data-checks`: each problem planted alone, and the site without any. */
import type { DataFinding } from '../../../server/src/core/features/data-checks';
import { cleanWorld, findingsOf } from './checked-world';
import { PLANTS } from './plants';

/** Building rows is most of the work, and only these look at them. */
const OF_COLUMNS: readonly string[] = [
  'constant-columns',
  'column-stands-still',
  'leaking-column',
  'suspicious-column',
];

export interface CheckedSeed {
  readonly seed: number;
  /** By the plant's name: whether it was found with its code and severity. */
  readonly found: Readonly<Record<string, boolean>>;
  /** What was said of the clean site, but for what is only worth knowing. */
  readonly alarms: readonly Pick<DataFinding, 'code' | 'severity'>[];
}

export function checkSeed(seed: number): CheckedSeed {
  const world = cleanWorld(seed);
  const isFound = PLANTS.map(({ name, code, severity, into }) => {
    const found = findingsOf(into(world, seed), OF_COLUMNS.includes(code) ? undefined : []);
    return [name, found.some((one) => one.code === code && one.severity === severity)] as const;
  });
  const alarms = findingsOf(world).filter(({ severity }) => severity !== 'info');
  return { seed, found: Object.fromEntries(isFound), alarms: alarms.map(({ code, severity }) => ({ code, severity })) };
}
