/**
 * What `GET /api/foresight/tracker.js` serves. The script tag is its configuration; the site says more with
 * `(window.foresight ||= []).push(['conversion', 'newsletter'])`, which is heard whether or not this has loaded yet.
 */
import { guard } from './guard';
import { startTracker } from './tracker';

type Said = Parameters<ReturnType<typeof startTracker>>;

declare global {
  var foresight: { push(said: Said): void } | undefined;
}

guard(() => {
  // Of a tracker that is here already nothing can be read: this one ends, and every view counts once.
  const before = [...((window.foresight as Said[] | undefined) ?? [])];
  const { src, dataset } = document.currentScript as HTMLScriptElement;
  const tell = startTracker({ url: new URL('events', src).href, ...(dataset as { readonly key: string }) });
  window.foresight = { push: guard((said: Said) => tell(...said)) };
  before.forEach(window.foresight.push);
})();

export {};
