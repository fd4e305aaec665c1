import type { TrackerOptions } from './options';

/**
 * Whether this page is not to be counted: it is a preview or an editor's own visit, it stands in a frame (as in the
 * CMS's preview), or the browser says that its reader wants to be left alone.
 *
 * @returns anything truthy where it is not.
 */
export function isExcluded({ honor = 'gpc dnt' }: TrackerOptions): unknown {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & {
    readonly globalPrivacyControl?: boolean;
    readonly doNotTrack?: string | null;
  };
  return (
    self !== top ||
    (/gpc/.test(honor) && globalPrivacyControl) ||
    (/dnt/.test(honor) && (doNotTrack as unknown as number) > 0) ||
    document.querySelector('[data-foresight=off]') ||
    /[?&](foresight=off|preview)\b/.test(location.search)
  );
}
