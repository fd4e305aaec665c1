import type { TrackerOptions } from './options';

/**
 * Whether this page is not to be counted: it is a preview or an editor's own visit, it stands in a frame (as in the
 * CMS's preview), or the browser says that its reader wants to be left alone.
 */
export function isExcluded({ honor = 'gpc dnt' }: TrackerOptions): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & {
    readonly globalPrivacyControl?: boolean;
    readonly doNotTrack?: string | null;
  };
  return (
    self !== top ||
    (globalPrivacyControl && /gpc/.test(honor)) ||
    (doNotTrack === '1' && /dnt/.test(honor)) ||
    !!document.querySelector('[data-foresight=off]') ||
    /[?&](preview|foresight=off)\b/.test(location.search)
  );
}
