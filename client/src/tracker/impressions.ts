import { factOf } from './page-facts';

/**
 * Tells of every `[data-foresight-item]` of which half was visible for a second without a break, once at each address.
 * Items that come later, or whose element is used for another item, are found as well.
 *
 * @returns what to call when the reader comes or goes, and when another page begins: every second begins anew.
 */
export function watchImpressions(report: (item: Element) => void): () => void {
  /** How long at least half of an item must be visible. */
  const SEEN_MS = 1_000;
  /** The document is looked through again at most so often. */
  const SCAN_MS = 200;
  /** Items told of. The same one on another page or in another list is another impression. */
  const seen: Record<string, true> = {};
  /** Elements half of which is visible, with the item they show. */
  const visible = new Map<Element, readonly [key: string]>();
  let scanning: number | undefined;

  const observer = new IntersectionObserver(
    (entries) =>
      entries.forEach(({ target, intersectionRatio }) => {
        const key = [location.pathname, factOf(target, 'list'), factOf(target, 'item')].join();
        if (intersectionRatio < 0.5) visible.delete(target);
        else if (visible.get(target)?.[0] !== key) {
          const mark = [key] as const;
          visible.set(target, mark);
          setTimeout(() => {
            if (visible.get(target) !== mark || seen[key]) return;
            seen[key] = true;
            report(target);
          }, SEEN_MS);
        }
      }),
    { threshold: 0.5 }
  );

  /** Whoever is observed anew is told of once more. */
  const scan = (): void => {
    scanning = undefined;
    observer.disconnect();
    document.querySelectorAll('[data-foresight-item]').forEach((item) => observer.observe(item));
  };

  const again = (): void => {
    visible.clear();
    scan();
  };

  new MutationObserver(() => (scanning ??= setTimeout(scan, SCAN_MS))).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['data-foresight-item'],
  });
  again();
  return again;
}
