/**
 * A line of an access log as nginx ("combined") and Apache ("combined", "common", "vhost_combined") write it:
 *
 *     [host:port] address ident user [22/Nov/2026:03:00:00 +0100] "GET /path HTTP/1.1" 200 512 ["referrer" "user agent" …]
 *
 * What follows the user agent is of somebody's own format and is left alone.
 */
import { timeOfParts } from './times';

export interface LogLine {
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  /** '' for "-"; undefined where the format has none. */
  readonly referrer: string | undefined;
  readonly userAgent: string | undefined;
}

export type ReadLogLine =
  | { readonly ok: true; readonly line: LogLine }
  | { readonly ok: false; readonly got: string; readonly expected: string };

const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
const LINE = new RegExp(
  String.raw`^(?:[\w.-]+:\d{1,5} )?(\S+) \S+ .{1,255}? ?\[(\d{2})/([A-Z][a-z]{2})/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-]\d{4})\] ` +
    String.raw`${QUOTED} (\d{3}) (?:\d+|-)(?: ${QUOTED} ${QUOTED}(?: .*)?| [^\x22].*)?$`
);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const EXPECTED_LINE = 'address ident user [time] "request" status size "referrer" "user agent"';

export function readLogLine(text: string): ReadLogLine {
  const found = LINE.exec(text);
  if (found === null) return { ok: false, got: withoutPeople(text), expected: EXPECTED_LINE };
  const [, address = '', day, month = '', year, hour, minute, second, zone = '', request = '', status] = found;
  const at = timeOfParts(
    [Number(year), MONTHS.indexOf(month) + 1, Number(day), Number(hour), Number(minute), Number(second), 0],
    zone
  );
  if (at === null) return { ok: false, got: `the time ${day}/${month}/${year}`, expected: 'a day of the calendar' };
  const [, method = '', target = ''] = /^([A-Z]{3,16}) (\S+)(?: HTTP\/[\d.]+)?$/.exec(unescaped(request)) ?? [];
  return {
    ok: true,
    line: {
      address,
      at,
      method,
      target,
      status: Number(status),
      referrer: fieldOf(found[11]),
      userAgent: fieldOf(found[12]),
    },
  };
}

const fieldOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : text === '-' ? '' : unescaped(text);

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', b: '\b' };

/** nginx writes `\xHH` for bytes, Apache also `\"`, `\\` and the like; runs of bytes are UTF-8. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/(?:\\x[0-9A-Fa-f]{2})+|\\./g, (sign) =>
    /^\\x[0-9A-Fa-f]{2}/.test(sign)
      ? Buffer.from(sign.replaceAll('\\x', ''), 'hex').toString('utf8')
      : (SIMPLE[sign.charAt(1)] ?? sign.charAt(1))
  );
}

/** IPv4, IPv6 and e-mail addresses; a time of day is none. */
const ADDRESSES =
  /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){4,7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:]*::[0-9A-Fa-f:.]*|[^\s"@]+@[^\s"@]+/g;
const SHOWN = 60;

/** A text in which addresses that may name a person are left out. */
export const withoutAddresses = (text: string): string => text.replace(ADDRESSES, '…');

/** The beginning of a line for an example: what may name a person is left out. */
export const withoutPeople = (text: string): string => {
  const plain = withoutAddresses(text).replace(/\p{Cc}/gu, ' ');
  return `"${plain.slice(0, SHOWN)}${plain.length > SHOWN ? '…' : ''}"`;
};
