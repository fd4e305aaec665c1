import { createHmac } from 'node:crypto';

import { LIMITS } from '../../config/defaults';
import type { EventInput } from '../../contracts/events';
import { visitorHash } from '../../core/events';
import type { CoverageSpan } from '../../core/features/types';
import {
  createOrdinals,
  EXPECTED_TIME,
  identityOf,
  importedId,
  type ImportField,
  type ImportOptions,
  isAsset,
  type RawRow,
  readLogLine,
  readTime,
  type RowOutcome,
  typeOf,
  valueAt,
  wasTracked,
  withoutAddresses,
  withoutPeople,
} from '../../core/import';
import { dayStart } from '../../core/rollup';
import { shortly } from '../../utils/shortly';
import { type Doubt, readEvent } from '../ingest/read-event';
import { isRobot } from '../ingest/browsers';
import { normalPath } from '../publications/site-path';
import { objectOf } from './inspect';

/** A row that may become an event: whether its document is there shows later. */
export interface RowEvent {
  readonly line: number;
  readonly event: EventInput;
  readonly occurredAt: number;
  readonly doubt: Doubt | null;
  /** Of a log line, the hash of who stands behind it; undefined where the row itself says. */
  readonly visitor: string | undefined;
}

export type Interpreted = RowEvent | RowOutcome;

export interface InterpreterOptions {
  readonly options: ImportOptions;
  readonly columns: readonly string[];
  readonly spans: readonly CoverageSpan[];
  /** Of this import; visitors of log lines are hashed with one made of it for each day. */
  readonly salt: string;
  readonly siteTimeZone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const DAYS = 64;
const EXPECTED_OBJECT = 'one JSON object';
/** What may name a person is never shown in an example. */
const PERSONAL = /^(visitorId|sessionId|userAgent|referrer): /;

/** Makes events of rows. Rows must come in the file's order, from the start of a generation of ordinals on. */
export function createInterpreter(given: InterpreterOptions): (row: RawRow, rowNumber: number) => Interpreted {
  const { options, columns, spans, salt, siteTimeZone, now } = given;
  const ordinals = createOrdinals(LIMITS.importGeneration);
  const robots = new Map<string, boolean>();
  const daySalts = new Map<number, string>();
  const at = new Map(Object.entries(options.mapping).map(([field, column]) => [field, columns.indexOf(column)]));

  const isKnownRobot = (userAgent: string): boolean => {
    const known = robots.get(userAgent);
    if (known !== undefined) return known;
    const robot = isRobot(userAgent);
    if (robots.size >= LIMITS.importBrowsers) robots.clear();
    robots.set(userAgent, robot);
    return robot;
  };

  const visitorOf = (address: string, userAgent: string, occurredAt: number): string => {
    const day = dayStart(occurredAt, siteTimeZone);
    let own = daySalts.get(day);
    if (own === undefined) {
      if (daySalts.size >= DAYS) daySalts.clear();
      own = createHmac('sha256', salt).update(String(day)).digest('hex');
      daySalts.set(day, own);
    }
    return visitorHash(own, [address, userAgent]);
  };

  const isLive = (occurredAt: number): boolean => !options.overlap && wasTracked(spans, occurredAt);

  const ofLog = (text: string, line: number, rowNumber: number): Interpreted => {
    const read = readLogLine(text);
    if (!read.ok) return { outcome: 'broken', line, at: null, said: { got: read.got, expected: read.expected } };
    const { address, at: occurredAt, method, target, status, referrer, userAgent } = read.line;
    const skip = (outcome: RowOutcome['outcome']): RowOutcome => ({ outcome, line, at: occurredAt });
    if (method !== 'GET' || (status !== 200 && status !== 304)) return skip('request');
    const path = normalPath(target);
    if (path === null) return skip('request');
    if (isAsset(path)) return skip('asset');
    if (userAgent !== undefined && isKnownRobot(userAgent)) return skip('robot');
    const identity = identityOf(['log', occurredAt, path, userAgent ?? null, status]);
    const ordinal = ordinals.next(rowNumber, identity);
    if (isLive(occurredAt)) return skip('live');
    const raw = {
      eventId: importedId(occurredAt, undefined, identity, ordinal),
      type: 'view',
      url: target.length <= 2_048 ? target : path,
      occurredAt: new Date(occurredAt).toISOString(),
      ...(referrer === undefined ? {} : { referrer: referrer.slice(0, 2_048) }),
      ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, 512) }),
    };
    return eventOf(raw, line, occurredAt, visitorOf(address, userAgent ?? '', occurredAt));
  };

  const eventOf = (raw: object, line: number, occurredAt: number, visitor: string | undefined): Interpreted => {
    const read = readEvent(raw, true, now);
    if (read.ok) return { line, event: read.event, occurredAt, doubt: read.doubt, visitor };
    const { got, expected } = read.refusal;
    return {
      outcome: 'invalid',
      line,
      at: occurredAt,
      said: { got: PERSONAL.test(got) ? hidden(got) : got, expected },
    };
  };

  const ofFields = (field: (name: ImportField) => unknown, line: number, rowNumber: number): Interpreted => {
    const text = (name: ImportField): string | undefined => {
      const value = field(name);
      if (value === undefined || value === null || typeof value === 'object') return undefined;
      return String(value as string | number | boolean).trim();
    };
    const invalid = (got: string, expected: string, time: number | null = null): RowOutcome => ({
      ...{ outcome: 'invalid' as const, line, at: time },
      said: { got, expected },
    });
    const occurredAt = readTime(field('time'), options.timeZone);
    if (occurredAt === null) return invalid(`time: ${shortly(field('time'))}`, EXPECTED_TIME);
    const type = options.type ?? typeOf(text('type') ?? '');
    if (type === undefined) return invalid(`type: ${shortly(field('type'))}`, 'a type of event', occurredAt);
    const given: Partial<Record<ImportField, string | number>> = {};
    for (const name of TEXTS) {
      const value = text(name);
      // An empty referrer says that there was no page before; all else that is empty says nothing.
      if (value !== undefined && (value !== '' || name === 'referrer')) given[name] = value;
    }
    const value = text('value') ?? '';
    if (value !== '') {
      if (!Number.isFinite(Number(value))) return invalid(`value: ${shortly(value)}`, 'a number', occurredAt);
      given.value = Number(value);
    }
    const userAgent = given.userAgent === undefined ? undefined : String(given.userAgent).slice(0, 512);
    if (userAgent !== undefined) given.userAgent = userAgent;
    if (userAgent !== undefined && isKnownRobot(userAgent)) return { outcome: 'robot', line, at: occurredAt };
    const ownId = text('eventId');
    const identity = identityOf(['row', occurredAt, type, ...TEXTS.map((name) => given[name] ?? null), value]);
    const isOwn = ownId !== undefined && ownId !== '';
    const ordinal = isOwn ? 0 : ordinals.next(rowNumber, identity);
    if (isLive(occurredAt)) return { outcome: 'live', line, at: occurredAt };
    const eventId = importedId(occurredAt, isOwn ? ownId : undefined, identity, ordinal);
    const raw = { ...given, eventId, type, occurredAt: new Date(occurredAt).toISOString() };
    return eventOf(raw, line, occurredAt, undefined);
  };

  const read = ({ fields, line, problem }: RawRow, rowNumber: number): Interpreted => {
    if (problem !== null) return { outcome: 'broken', line, at: null, said: problem };
    const [text = ''] = fields;
    if (options.format === 'log') return ofLog(text, line, rowNumber);
    if (options.format === 'csv') {
      if (fields.length > columns.length) {
        const got = `${fields.length} fields`;
        return { outcome: 'broken', line, at: null, said: { got, expected: `${columns.length}, as in the first row` } };
      }
      return ofFields((name) => fields[at.get(name) ?? -1], line, rowNumber);
    }
    const row = objectOf(text);
    if (row === null) {
      return { outcome: 'broken', line, at: null, said: { got: withoutPeople(text), expected: EXPECTED_OBJECT } };
    }
    return ofFields(
      (name) => {
        const key = options.mapping[name];
        return key === undefined ? undefined : valueAt(row, key);
      },
      line,
      rowNumber
    );
  };

  return (row, rowNumber) => {
    const found = read(row, rowNumber);
    if (isRowEvent(found) || found.said === undefined) return found;
    const { got, expected } = found.said;
    return { ...found, said: { got: withoutAddresses(got), expected } };
  };
}

const TEXTS = [
  ...([
    'documentId',
    'url',
    'contentType',
    'locale',
    'visitorId',
    'sessionId',
    'referrer',
    'userAgent',
    'name',
  ] as const),
] as const;

const hidden = (got: string): string => `${got.split(':')[0]}: a value that is not shown`;

export const isRowEvent = (row: Interpreted): row is RowEvent => 'event' in row;
