/** Parts of an address pattern such as `/:locale/blog/:slug`. */
export interface UrlParts {
  readonly slug: string | null;
  readonly documentId: string;
  readonly locale: string;
}

const MAX_PATH = 1_000;

/** The path of a document on the site; null when the pattern asks for something it does not have. */
export function pathOf(pattern: string | null, parts: UrlParts): string | null {
  if (pattern === null) return null;
  const values: Readonly<Record<string, string | null>> = {
    slug: parts.slug,
    documentId: parts.documentId,
    locale: parts.locale,
  };
  let complete = true;
  const path = pattern.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === null || value === '') complete = false;
    return encodeURI(value ?? '');
  });
  return complete ? normalPath(path) : null;
}

/** Names a pattern may use. */
export const PATTERN_NAMES = ['slug', 'documentId', 'locale'] as const;

/**
 * The path in an address as a browser or a server sends it: without host, query, fragment and closing slash, with
 * characters encoded one way. null when it is no address.
 */
export function normalPath(address: string): string | null {
  try {
    const { pathname, protocol } = new URL(address, 'https://site.invalid/');
    if (protocol !== 'https:' && protocol !== 'http:') return null;
    const path = encodeURI(decodeURI(pathname)).replace(/\/+$/, '');
    return path.length > MAX_PATH ? null : path === '' ? '/' : path;
  } catch {
    return null;
  }
}
