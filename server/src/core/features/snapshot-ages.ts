import { CoreError } from '../errors';
import { AGE_MINUTES } from '../rollup/counters';

/**
 * The ages of a list at which a snapshot can be taken: 0 h, and those that are counted at half and a quarter too.
 * Ages at or past the horizon are left out: nothing is still to come there.
 *
 * @throws {CoreError} INVALID_VALUE for an age without counters.
 */
export function snapshotAges(ageHours: readonly number[], horizonMinutes: number): number[] {
  const counted = new Set<number>(AGE_MINUTES);
  const ages = [...new Set(ageHours)].sort((a, b) => a - b).filter((age) => age * 60 < horizonMinutes);
  for (const age of ages) {
    const minutes = age * 60;
    if (age !== 0 && ![minutes, minutes / 2, minutes / 4].every((part) => counted.has(part))) {
      const expected = 'ages counted whole, at half and at a quarter: 0, 1, 6, 12, 24 or 72';
      throw new CoreError('INVALID_VALUE', { name: 'ageHours', expected, got: String(age) });
    }
  }
  return ages;
}

/** The latest snapshot age an article has reached; ages are ascending and begin at 0. */
export function reachedAge(ages: readonly number[], ageHours: number): number {
  return ages.filter((age) => age <= ageHours).at(-1) ?? 0;
}
