import { CoreError } from '../errors';
import type { EventType } from '../events/event-types';
import { EVENT_TYPES } from '../events/event-types';
import { IMPORT_FIELDS, type ImportField, type ImportOptions, type Mapping } from './fields';

/** Names columns go by elsewhere, without signs and case; the first that a file has is taken. */
const NAMES: Readonly<Record<ImportField, readonly string[]>> = {
  time: [
    ...['occurredat', 'time', 'timestamp', 'eventtime', 'eventtimestamp', 'datetime', 'createdat', 'date', 'at', 'ts'],
    ...['servertime', 'visitedat', 'viewedat', 'when'],
  ],
  documentId: ['documentid', 'document', 'contentid', 'articleid', 'itemid', 'postid'],
  url: ['url', 'pageurl', 'pagelocation', 'path', 'page', 'pagepath', 'urlpath', 'pathname', 'location', 'href', 'uri'],
  type: ['type', 'eventtype', 'event', 'eventname', 'action', 'kind'],
  contentType: ['contenttype', 'uid'],
  locale: ['locale', 'language', 'lang'],
  visitorId: ['visitorid', 'visitor', 'userid', 'user', 'clientid', 'userpseudoid', 'personid', 'anonymousid'],
  sessionId: ['sessionid', 'session', 'visitid', 'gasessionid'],
  referrer: ['referrer', 'referer', 'pagereferrer', 'referrerurl', 'ref', 'source'],
  userAgent: ['useragent', 'ua', 'browser', 'agent'],
  value: ['value', 'eventvalue', 'amount', 'duration', 'dwellms', 'engagementtimemsec'],
  name: ['name', 'goal', 'label', 'eventlabel'],
  eventId: ['eventid', 'id', 'messageid', 'uuid', 'hitid'],
};

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Which column is which field, by its name. No column is taken twice. */
export function guessMapping(columns: readonly string[]): Mapping {
  const mapping: Partial<Record<ImportField, string>> = {};
  const taken = new Set<string>();
  for (const field of IMPORT_FIELDS) {
    const column = NAMES[field]
      .map((name) => columns.find((each) => plain(each) === name && !taken.has(each)))
      .find((each) => each !== undefined);
    if (column === undefined) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** @throws {CoreError} COLUMN_MISSING when rows could not become events; names the columns there are. */
export function checkMapping(
  { format, mapping, type }: Pick<ImportOptions, 'format' | 'mapping' | 'type'>,
  columns: readonly string[]
): void {
  if (format === 'log') return;
  const there = `the columns ${columns.slice(0, 20).map(shortColumn).join(', ')}`;
  for (const [field, column] of Object.entries(mapping)) {
    if (!columns.includes(column)) {
      throw new CoreError('COLUMN_MISSING', { got: there, expected: `a column "${shortColumn(column)}" for ${field}` });
    }
  }
  const missing = (expected: string) => new CoreError('COLUMN_MISSING', { got: there, expected });
  if (mapping.time === undefined) throw missing('a column that holds the time');
  if (mapping.documentId === undefined && mapping.url === undefined) {
    throw missing('a column that holds the document id or the address');
  }
  if (mapping.type === undefined && type === null) throw missing('a column that holds the type, or one type for all');
}

const shortColumn = (name: string): string => name.slice(0, 40);

const VIEWS = ['pageview', 'view', 'visit', 'hit', 'screenview', 'read'];

/** The type a word of another system means; undefined when it means none of ours. */
export function typeOf(word: string): EventType | undefined {
  const name = plain(word);
  if (VIEWS.includes(name)) return 'view';
  return EVENT_TYPES.find((type) => type === name);
}

/** A value of an NDJSON row as text or number, by a key that may lead into objects: "context.page.url". */
export function valueAt(row: Readonly<Record<string, unknown>>, key: string): unknown {
  if (Object.hasOwn(row, key)) return row[key];
  return key
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      row
    );
}

const DEEPEST = 3;

/** Keys of an NDJSON row that hold a text, a number or a truth, those inside objects with their path. */
export function keysOf(row: Readonly<Record<string, unknown>>, before = '', depth = 1): string[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const key = `${before}${name}`;
    if (typeof value !== 'object' || value === null) return [key];
    return Array.isArray(value) || depth >= DEEPEST
      ? []
      : keysOf(value as Record<string, unknown>, `${key}.`, depth + 1);
  });
}
