import type { Doubt } from './read-event';

export const tooOld = (occurredAt: number): Doubt => ({
  reason: 'too-old',
  code: 'TIME_TOO_OLD',
  got: new Date(occurredAt).toISOString(),
  expected: 'a time whose raw events are still kept',
});
