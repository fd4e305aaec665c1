/**
 * The origin an answer to a browser may be read by: `*` where every key is for any, the asking one where a key allows
 * it, and null where none does.
 *
 * @param allowed origins of all keys in use; null = any.
 * @param origin as the browser said it; '' for none, and then there is nobody to whom the answer makes a difference.
 */
export const readableBy = (allowed: ReadonlySet<string> | null, origin: string): string | null => {
  if (allowed === null) return '*';
  return allowed.has(origin) ? origin : null;
};

/** Whether a key takes events from an origin. One with origins needs the browser to name one of them. */
export const isAllowed = ({ origins }: { readonly origins: readonly string[] }, origin: string): boolean =>
  origins.length === 0 || origins.includes(origin);
