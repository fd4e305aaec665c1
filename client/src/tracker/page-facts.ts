/** What an event is about. */
export interface About {
  readonly documentId?: string | undefined;
  readonly contentType?: string | undefined;
  readonly locale?: string | undefined;
  readonly url?: string | undefined;
}

/** `data-foresight-…` of an element or what it stands in; undefined where there is none. */
export const factOf = (element: Element | null, name: string): string | undefined =>
  element?.closest(`[data-foresight-${name}]`)?.getAttribute(`data-foresight-${name}`) || undefined;

/** @param defaults what the site says of all its pages. */
export const aboutOf = (element: Element | null, defaults: About, name: 'document' | 'item'): About => ({
  documentId: factOf(element, name),
  contentType: factOf(element, 'type') ?? defaults.contentType,
  locale: factOf(element, 'locale') ?? defaults.locale,
});
