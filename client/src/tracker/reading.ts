import { createEngagedClock } from './engaged-clock';
import { guard, listen } from './guard';
import type { TrackerOptions } from './options';
import { type About, aboutOf } from './page-facts';

/**
 * Views and engagement of one page after the other. A view is sent once somebody sees the page and it is known what it
 * is about: a page that is built in the browser may say so only after its address has changed.
 *
 * @param turned is called when another page begins.
 * @returns `about`: what the page is about, as far as it is known; `report`: sends what it was read for since the last
 * time; `turn`: another page begins, read from the document unless it is given.
 */
export function followReading(
  options: TrackerOptions,
  emit: (type: string, about: About, fields?: object) => void,
  turned: () => void,
  leave: () => void
): readonly [about: () => About, report: () => void, turn: (given?: About) => void] {
  /** A page is asked so often what it is about, so many times, before its address must do. */
  const ASK_MS = 500;
  const ASK_TIMES = 5;
  const [touch, takeMs] = createEngagedClock();
  let path = location.pathname;
  /** Address of the page before, without query and fragment: what they hold is nobody's business. */
  let referrer = document.referrer.replace(/[?#].*/, '');
  /** The link that led here was made to be counted. */
  let campaign = /[?&](utm_|[dg]clid|msclkid|mc_cid)/.test(location.search);
  /** Known once the view was sent. */
  let about: About | undefined;
  /** Document of the page before: its marks may stand for a while after the address has changed. */
  let stale: string | undefined;
  let timer: number | undefined;
  /** Deepest share of the page that was on the screen. */
  let depth = 0;

  /** @param left how often the page may still be asked; 0: it is known now, or its address must do. */
  const settle = guard((left: number, given?: About) => {
    clearTimeout(timer);
    if (about || (left && document.hidden)) return;
    const found = aboutOf(document.querySelector('[data-foresight-document]'), options, 'document');
    stale &&= found.documentId && stale;
    about = given;
    if (found.documentId !== stale) about ??= found;
    if (!left) about ??= { ...found, documentId: undefined, url: path };
    if (about) emit('view', about, { referrer, campaign });
    else timer = setTimeout(settle, ASK_MS, left - 1);
  });

  const scrolled = (): void => {
    touch();
    depth = Math.max(depth, (scrollY + innerHeight) / document.documentElement.scrollHeight);
  };

  const report = (): void => {
    settle(0);
    const value = takeMs();
    if (about && value) emit('engagement', about, { value, properties: { scroll: Math.min(1, depth) } });
  };

  const turn = (given?: About): void => {
    // A view that still waits takes what is given for itself.
    if (about || !given) {
      report();
      referrer = path;
      path = location.pathname;
      campaign = false;
      stale = about?.documentId ?? stale;
      about = undefined;
      depth = 0;
      turned();
    }
    settle(ASK_TIMES, given);
  };

  listen('pointermove focus blur', touch);
  listen('pointerdown keydown scroll', scrolled);
  // Somebody comes or goes; a page that is closed or left behind is hidden first.
  listen('visibilitychange', () => {
    scrolled();
    report();
    turned();
    leave();
  });
  const moved = guard(() => {
    if (path !== location.pathname) turn();
  });
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...given) => {
      original.call(history, ...given);
      moved();
    };
  }
  listen('popstate', moved);
  settle(ASK_TIMES);
  return [() => about ?? { url: path }, report, turn];
}
