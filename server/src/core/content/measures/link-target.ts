const bare = (host: string): string =>
  host
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:)?\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/^www\./, '')
    .replace(/:\d+$/, '');

/**
 * Where a link leads: to the site's own pages, to another site, or to no page (mail, telephone, a place on the same page).
 *
 * @param siteHosts Host names such as "example.com"; "www.", ports and a "https://" before them make no difference.
 */
export const linkTarget = (url: string, siteHosts: readonly string[]): 'internal' | 'external' | 'none' => {
  const trimmed = url.trim();
  const host = /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(trimmed)?.[1];
  if (host !== undefined) return siteHosts.some((own) => bare(own) === bare(host)) ? 'internal' : 'external';
  return trimmed === '' || trimmed.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? 'none' : 'internal';
};
