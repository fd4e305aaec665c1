const MAX = 40;

/** What came, for an error message: its kind and at most 40 characters, control characters written out. */
export function shortly(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string') return `${typeof value} ${String(value).slice(0, MAX)}`;
  const head = visible(JSON.stringify(value.slice(0, MAX)));
  return `string ${head}${value.length > MAX ? `… (${value.length} characters)` : ''}`;
}

/** Control characters and halves of characters written out, so that an answer or a log line is what it looks like. */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
