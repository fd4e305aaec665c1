import { listen } from './guard';
import { factOf } from './page-facts';

/** Tells of clicks, of the middle button too, on items of lists, on elements that are marked, and on links that lead away. */
export function watchClicks(
  reportItem: (item: Element) => void,
  report: (name: string, properties?: object) => void
): void {
  listen('click auxclick', (event) => {
    if ((event as MouseEvent).button > 1) return;
    const target = event.target as Element;
    const name = factOf(target, 'click');
    if (name) report(name);
    const link = target.closest<HTMLAnchorElement>('a[href^=http]');
    if (link && link.host !== location.host) report('outbound', { to: link.host });
    if (factOf(target, 'item')) reportItem(target);
  });
}
