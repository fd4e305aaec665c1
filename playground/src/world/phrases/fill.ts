export type Slots = Readonly<Record<string, string>>;

/** Put values into `{slots}`; a slot without a value is a mistake in the banks and throws. */
export function fill(template: string, slots: Slots): string {
  return template.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = slots[name];
    if (value === undefined) {
      throw new Error(`No value for {${name}} in "${template}".`);
    }
    return value;
  });
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const SMALL_WORDS = new Set(['a', 'an', 'and', 'at', 'by', 'in', 'of', 'on', 'the', 'to', 'with']);

/** Headline case; small words stay small, for the pieces go into the middle of a pattern. */
export function titleCase(text: string): string {
  return text
    .split(' ')
    .map((word) => (SMALL_WORDS.has(word) ? word : word.split('-').map(capitalise).join('-')))
    .join(' ');
}

export function slugify(title: string): string {
  return title
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
