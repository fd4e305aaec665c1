const FOCUSABLE = 'input, textarea, select, button, [contenteditable="true"], [tabindex]:not([tabindex="-1"])';

/** `name` inside an attribute selector. */
const quoted = (name: string) => name.replace(/["\\]/g, '\\$&');

const byLabel = (name: string): HTMLElement | null => {
  const wanted = name.toLowerCase();
  const label = [...document.querySelectorAll('label')].find(
    ({ textContent }) => textContent?.replace('*', '').trim().toLowerCase() === wanted
  );
  if (!label) return null;
  const labelled = label.htmlFor ? document.getElementById(label.htmlFor) : null;
  return labelled ?? label.parentElement?.parentElement?.querySelector<HTMLElement>(FOCUSABLE) ?? label;
};

/**
 * Brings a form field into view and puts the cursor there; only ever called because someone asked for it.
 * Strapi names plain inputs after the attribute; editors (rich text, blocks, media) are found by their label.
 */
export const focusField = (name: string): boolean => {
  const root = name.split('.')[0] ?? name;
  const field =
    document.querySelector<HTMLElement>(`[name="${quoted(name)}"]`) ??
    document.querySelector<HTMLElement>(`[name^="${quoted(root)}"]`) ??
    byLabel(root);
  if (!field) return false;
  field.scrollIntoView({ block: 'center' });
  const target = field.matches(FOCUSABLE) ? field : (field.querySelector<HTMLElement>(FOCUSABLE) ?? field);
  target.focus({ preventScroll: true });
  return true;
};
