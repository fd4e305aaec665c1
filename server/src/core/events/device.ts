/** What a reader held, as far as a browser says. Columns and answers use these words. */
export const DEVICES = ['desktop', 'mobile', 'tablet', 'other'] as const;
export type Device = (typeof DEVICES)[number];

const TABLET = /ipad|tablet|kindle|silk\/|playbook|android(?!.*mobi)/i;
const MOBILE = /mobi|iphone|ipod|windows phone|opera mini|blackberry|bb10/i;
const DESKTOP = /windows nt|macintosh|mac os x|x11|linux|cros/i;
/** Television sets and game consoles, which name the systems they are made of. */
const NEITHER =
  /smart-?tv|appletv|googletv|hbbtv|netcast|web0s|tizen(?!.*mobile)|aft[a-z]|crkey|roku|playstation|xbox|nintendo/i;

/**
 * Class of a device by its user agent; null where none was given. The user agent itself is kept nowhere.
 * An iPad that asks for desktop pages says that it is a Macintosh, and counts as one.
 */
export function deviceOf(userAgent: string | undefined): Device | null {
  if (userAgent === undefined || userAgent === '') return null;
  if (NEITHER.test(userAgent)) return 'other';
  if (TABLET.test(userAgent)) return 'tablet';
  if (MOBILE.test(userAgent)) return 'mobile';
  return DESKTOP.test(userAgent) ? 'desktop' : 'other';
}
