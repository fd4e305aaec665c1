/** As many as the server takes for one key. */
export const MOST_ORIGINS = 20;

export interface ReadOrigins {
  readonly origins: readonly string[];
  /** Lines that are no origin, as they were written. */
  readonly wrong: readonly string[];
}

/** The origin an address belongs to, such as "https://site.example"; null where it has none. */
const originOf = (text: string): string | null => {
  try {
    const { protocol, origin, hostname } = new URL(text);
    return ['http:', 'https:'].includes(protocol) && !hostname.includes('*') ? origin : null;
  } catch {
    return null;
  }
};

/** One origin a line, or several between blanks or commas; a whole address becomes its origin, and each is kept once. */
export const readOrigins = (text: string): ReadOrigins => {
  const lines = text.split(/[\s,]+/).filter((line) => line !== '');
  const read = lines.map((line) => ({ line, origin: originOf(line) }));
  return {
    origins: [...new Set(read.flatMap(({ origin }) => origin ?? []))],
    wrong: read.flatMap(({ line, origin }) => (origin === null ? [line] : [])),
  };
};
