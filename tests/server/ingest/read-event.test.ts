import fc from 'fast-check';

import { readBody } from '../../../server/src/services/ingest/read-body';
import { readEvent } from '../../../server/src/services/ingest/read-event';
import { statusOf, summarize } from '../../../server/src/services/ingest/result';
import { shortly } from '../../../server/src/utils/shortly';

const NOW = Date.UTC(2026, 5, 1, 12);
const good = { eventId: '0190a6d2-7b1c-7c3e-8f00-1234567890ab', type: 'view', documentId: 'abc' };

const refusal = (given: unknown, trusted = false) => {
  const read = readEvent(given, trusted, NOW);
  if (read.ok) throw new Error('was not refused');
  return read.refusal;
};

describe('readEvent', () => {
  it('takes an event, at its arrival', () => {
    expect(readEvent(good, false, NOW)).toEqual({ ok: true, event: good, occurredAt: NOW, doubt: null });
  });

  it.each([
    ['no event', 'text', 'INVALID_EVENT'],
    ['an array', [], 'INVALID_EVENT'],
    ['null', null, 'INVALID_EVENT'],
    ['an unknown type', { ...good, type: 'purchase' }, 'UNKNOWN_EVENT_TYPE'],
    ['no type', { ...good, type: undefined }, 'UNKNOWN_EVENT_TYPE'],
    ['no document', { ...good, documentId: undefined }, 'INVALID_EVENT'],
    ['no id', { ...good, eventId: undefined }, 'INVALID_EVENT'],
    ['a short id', { ...good, eventId: 'short' }, 'INVALID_EVENT'],
    ['a number as document', { ...good, documentId: 7 }, 'INVALID_EVENT'],
    ['an endless value', { ...good, value: Infinity }, 'INVALID_EVENT'],
    ['a text as value', { ...good, value: '1' }, 'INVALID_EVENT'],
    ['a NUL in a text', { ...good, documentId: 'a\0b' }, 'INVALID_EVENT'],
    ['a NUL in a property', { ...good, properties: { a: 'x\0' } }, 'INVALID_EVENT'],
    ['a NUL in a property name', { ...good, properties: { 'a\0': 'x' } }, 'INVALID_EVENT'],
    ['half a character', { ...good, documentId: 'a\ud800' }, 'INVALID_EVENT'],
    ['nested properties', { ...good, properties: { a: {} } }, 'INVALID_EVENT'],
    ['an unknown field', { ...good, ip: '1.2.3.4' }, 'INVALID_EVENT'],
    ['a visitor who has not agreed', { ...good, visitorId: 'me' }, 'INVALID_EVENT'],
    ['a visitor who has declined', { ...good, visitorId: 'me', consent: false }, 'INVALID_EVENT'],
    ['an agreement to nothing', { ...good, consent: true }, 'INVALID_EVENT'],
    ['a browser', { ...good, userAgent: 'Mozilla' }, 'INVALID_EVENT'],
    ['a time', { ...good, occurredAt: '2026-05-01T00:00:00Z' }, 'TIME_NOT_ALLOWED'],
  ])('refuses %s without a token', (_, given, code) => {
    const { code: got, ...rest } = refusal(given);
    expect(got).toBe(code);
    expect(rest.got.length).toBeGreaterThan(0);
    expect(rest.expected.length).toBeGreaterThan(0);
  });

  it('takes a visitor who has agreed, at the arrival of what they did', () => {
    const known = { ...good, visitorId: 'me', consent: true };
    expect(readEvent(known, false, NOW)).toEqual({ ok: true, event: known, occurredAt: NOW, doubt: null });
    expect(readEvent(known, true, NOW).ok).toBe(true);
  });

  it('believes a token about who, when and with what, but not about the future', () => {
    const told = { ...good, visitorId: 'me', userAgent: 'Mozilla', occurredAt: '2026-05-01T00:00:00+02:00' };
    expect(readEvent(told, true, NOW)).toMatchObject({ ok: true, occurredAt: Date.UTC(2026, 3, 30, 22) });
    const ahead = readEvent({ ...good, occurredAt: '2026-06-01T12:02:00Z' }, true, NOW);
    expect(ahead).toMatchObject({ ok: true, doubt: { reason: 'in-future', code: 'TIME_IN_FUTURE' } });
    expect(readEvent({ ...good, occurredAt: '2026-06-01T12:00:30Z' }, true, NOW).ok).toBe(true);
    expect(refusal({ ...good, occurredAt: '1960-06-01T12:00:30Z' }, true).code).toBe('INVALID_EVENT');
    expect(refusal({ ...good, occurredAt: 'yesterday' }, true).code).toBe('INVALID_EVENT');
  });

  it('never throws, and never answers with more than a little of what came', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ ...fields, type: fc.anything() }), fc.record(fields)),
        (given) => {
          const read = readEvent(given, false, NOW);
          if (read.ok) return;
          expect(read.refusal.got.length).toBeLessThan(400);
          expect(read.refusal.got).not.toMatch(/\p{Cc}/u);
        }
      ),
      { numRuns: 2_000 }
    );
  });
});

const fields = {
  type: fc.constant('view'),
  eventId: fc.oneof(fc.constant(good.eventId), fc.string()),
  documentId: fc.oneof(fc.string(), fc.anything()),
  properties: fc.dictionary(fc.string(), fc.anything()),
};

describe('shortly', () => {
  it('says what came in at most 40 characters of it, control characters written out', () => {
    expect(shortly('a\0b\x7f')).toBe('string "a\\u0000b\\u007f"');
    expect(shortly('x'.repeat(1_000))).toBe(`string "${'x'.repeat(40)}"… (1000 characters)`);
    expect([shortly(undefined), shortly(null), shortly([1]), shortly({}), shortly(7)]).toEqual([
      'nothing',
      'null',
      'an array of 1',
      'an object',
      'number 7',
    ]);
  });
});

describe('readBody', () => {
  it('takes every form a body may have', () => {
    expect(readBody({ key: 'k', events: [good] })).toEqual({ key: 'k', events: [good] });
    expect(readBody({ key: 'k', ...good })).toEqual({ key: 'k', events: [good] });
    expect(readBody([good])).toEqual({ key: null, events: [good] });
    expect(readBody(JSON.stringify({ events: [good] }))).toEqual({ key: null, events: [good] });
  });

  it.each([
    ['{"a":', 'INVALID_JSON'],
    ['"text"', 'INVALID_REQUEST'],
    [null, 'INVALID_REQUEST'],
    [[], 'INVALID_REQUEST'],
    [{ events: {} }, 'INVALID_REQUEST'],
    [{ key: 7, events: [good] }, 'INVALID_REQUEST'],
    [{ events: new Array(501).fill(good) }, 'TOO_MANY_EVENTS'],
    [new Array(100_000).fill(0), 'TOO_MANY_EVENTS'],
  ])('refuses %j', (body, code) => {
    expect(() => readBody(body)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('summarize', () => {
  it('accounts for every event', () => {
    const refusal = { code: 'INVALID_EVENT', got: 'x', expected: 'y' } as const;
    const doubt = { reason: 'unknown-url', code: 'UNKNOWN_DOCUMENT', got: 'a', expected: 'b' } as const;
    const result = summarize([
      { eventId: 'a', outcome: 'accepted' },
      { eventId: null, outcome: { refusal } },
      { eventId: 'c', outcome: 'duplicate' },
      { eventId: 'd', outcome: { doubt } },
    ]);
    expect(result).toEqual({
      received: 4,
      accepted: 1,
      duplicate: 1,
      quarantined: 1,
      rejected: 1,
      errors: [
        { index: 1, eventId: null, ...refusal, quarantined: false },
        { index: 3, eventId: 'd', code: 'UNKNOWN_DOCUMENT', got: 'a', expected: 'b', quarantined: true },
      ],
    });
    expect(statusOf(result)).toBe(200);
    expect(statusOf(summarize([{ eventId: null, outcome: { refusal } }]))).toBe(400);
    expect(statusOf(summarize([{ eventId: 'd', outcome: { doubt } }]))).toBe(200);
  });
});
