/** What came and what was expected, as the server said it in an error; null where it said neither. */
export const refusalIn = (error: Error): { readonly got: string; readonly expected: string } | null => {
  const { response } = error as { response?: { data?: { error?: { details?: unknown } } } };
  const details = response?.data?.error?.details;
  if (typeof details !== 'object' || details === null || !('got' in details) || !('expected' in details)) return null;
  return { got: String(details.got), expected: String(details.expected) };
};
