/**
 * A UUIDv7: 48 bits of time, which keep the server's index in order, and 72 of chance. It names an event and guards
 * nothing, so that the browser's plain chance will do, which it also has where there is no TLS.
 *
 * @param now milliseconds since 1970, in eleven hexadecimal digits: from 2004 to 2527.
 */
export const eventId = (now = Date.now()): string =>
  `0${now.toString(16).replace(/.{4}$/, '-$&')}-7xxx-8xxx-xxxxxxxxxxxx`.replace(/x/g, () =>
    ((Math.random() * 16) | 0).toString(16)
  );
