/** The ratio falls with length, so every text is measured over the same stretch. */
const STRETCH = 100;
const FEWEST_WORDS = 50;

/**
 * @param written Words of a text, in order.
 * @returns Distinct words / words among the first hundred, 0..1, whatever their case; null under fifty words.
 */
export const lexicalDiversity = (written: readonly string[]): number | null => {
  const words = written.slice(0, STRETCH);
  if (words.length < FEWEST_WORDS) return null;
  return new Set(words.map((word) => word.toLowerCase())).size / words.length;
};
