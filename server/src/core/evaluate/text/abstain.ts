const WANTED_ACCURACY = 0.8;
const LEAST_ANSWERED = 10;
/** Where later data can't show a better one. */
export const DEFAULT_ABSTAIN_BELOW = 0.5;

/** An answer on later data: how sure it was, and whether it was right. */
export interface JudgedAnswer {
  readonly probability: number;
  readonly right: boolean;
}

/**
 * The lowest probability from which on answers were right four times in five; it keeps silent below.
 * One half at the most, and with fewer than ten such answers.
 */
export function abstentionThreshold(answers: readonly JudgedAnswer[]): number {
  const sorted = [...answers].sort((a, b) => b.probability - a.probability);
  let right = 0;
  let threshold: number | null = null;
  sorted.forEach((answer, i) => {
    if (answer.right) right++;
    // Equal probabilities stand or fall together.
    if (sorted[i + 1]?.probability === answer.probability) return;
    if (i + 1 >= LEAST_ANSWERED && right / (i + 1) >= WANTED_ACCURACY) threshold = answer.probability;
  });
  // A classifier that was always right would else keep silent on anything a little less sure than what it has seen.
  return Math.min(threshold ?? DEFAULT_ABSTAIN_BELOW, DEFAULT_ABSTAIN_BELOW);
}
