const MAX = 40;

/** What came, for an error message: its kind and at most 40 characters, control characters written out. */
export function shortly(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string') return `${typeof value} ${String(value).slice(0, MAX)}`;
  const head = value.slice(0, MAX);
  // JSON writes control characters and halves of characters as \uXXXX.
  return `string ${JSON.stringify(head)}${value.length > MAX ? `… (${value.length} characters)` : ''}`;
}
