/** Bounds on what is read of one entry: beyond them content is cut, never refused. */
export const CONTENT_LIMITS = {
  /** Characters read of one text field. */
  fieldCharacters: 1_000_000,
  /** Blocks kept of one entry. */
  blocks: 20_000,
  /** Components inside components: a deeper query costs more than such text is worth. */
  depth: 3,
  /** Entries read of one repeatable component or dynamic zone. */
  repeated: 1_000,
} as const;
