import fc from 'fast-check';

import { eventKey } from '../../../server/src/core/events';
import {
  addOutcomes,
  createOrdinals,
  EMPTY_TALLY,
  identityOf,
  importedId,
  type RowOutcome,
  topUnmatched,
  warmStart,
  wasTracked,
} from '../../../server/src/core/import';

const AT = Date.UTC(2026, 10, 22, 2);

describe('the id of a row', () => {
  it('is the same wherever the row stands, and another for the next equal one', () => {
    const id = (ordinal: number) => importedId(AT, undefined, identityOf(['a']), ordinal);
    expect(id(0)).toBe(id(0));
    expect(id(0)).not.toBe(id(1));
  });

  it('is its own where it can be, and made of it where it can not', () => {
    expect(importedId(AT, '0192f6c0-5b1e-7c3a-9d52-6f0e8a417b10', 'x', 3)).toBe('0192f6c0-5b1e-7c3a-9d52-6f0e8a417b10');
    const made = importedId(AT, '17', 'x', 0);
    expect(made).toBe(importedId(AT, '17', 'another', 5));
    expect(made).not.toBe(importedId(AT, '18', 'x', 0));
  });

  it('carries its time, so that the index of events stays ordered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: AT * 2 }), fc.string(), (at, text) => {
        const id = importedId(at, undefined, identityOf([text]), 0);
        expect(id).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
        expect(parseInt(eventKey('', id).slice(0, 12), 16)).toBe(at);
      })
    );
  });
});

describe('ordinals', () => {
  it('count equal rows, and are the same for who begins two generations before', () => {
    const rows = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), fc.nat(), (all, generation, pick) => {
        const whole = createOrdinals(generation);
        const expected = all.map((identity, at) => whole.next(at, identity));
        const from = pick % all.length;
        const start = warmStart(from, generation);
        const again = createOrdinals(generation);
        const found = all.slice(start).map((identity, at) => again.next(start + at, identity));
        expect(found.slice(from - start)).toEqual(expected.slice(from));
        if (all.length <= generation) {
          expect(expected).toEqual(all.map((one, at) => all.slice(0, at).filter((each) => each === one).length));
        }
      })
    );
  });
});

describe('a tally', () => {
  const row = (outcome: RowOutcome['outcome'], more: Partial<RowOutcome> = {}): RowOutcome => ({
    outcome,
    line: 1,
    at: AT,
    ...more,
  });
  const bounds = { examples: 2, unmatched: 3 };

  it('accounts for every row, in whatever steps they come', () => {
    const outcomes = fc.array(
      fc.constantFrom<RowOutcome['outcome']>('accepted', 'duplicate', 'robot', 'broken', 'live')
    );
    fc.assert(
      fc.property(outcomes, fc.nat(20), (all, cut) => {
        const rows = all.map((outcome, at) => row(outcome, { at: AT + at }));
        const once = addOutcomes(EMPTY_TALLY, rows, bounds);
        expect(addOutcomes(addOutcomes(EMPTY_TALLY, rows.slice(0, cut), bounds), rows.slice(cut), bounds)).toEqual(
          once
        );
        const reasons = Object.values(once.reasons).reduce((sum, n) => sum + n, 0);
        expect(once.accepted + once.duplicate + reasons).toBe(once.rows);
        expect(once.rows).toBe(all.length);
      })
    );
  });

  it('keeps a few examples of each reason, and the most frequent addresses in a bounded place', () => {
    const said = { got: 'x', expected: 'y' };
    const broken = Array.from({ length: 5 }, (_, line) => row('broken', { line, said, at: null }));
    const paths = ['/a', '/a', '/b', '/c', '/d', '/a', '/a', '/e'].map((path) => row('unknown-url', { path }));
    const tally = addOutcomes(EMPTY_TALLY, [...broken, ...paths], bounds);
    expect(tally.examples.map(({ line }) => line)).toEqual([0, 1]);
    expect(tally.unmatched).toHaveLength(3);
    expect(topUnmatched(tally, 1)).toEqual([['/a', 4]]);
  });
});

describe('live tracking', () => {
  it('covers what came after it began, outages apart', () => {
    const spans = [
      { from: 100, to: null, source: 'tracking' },
      { from: 200, to: 300, source: 'outage' },
      { from: 0, to: 100, source: 'import' },
    ] as const;
    expect([50, 100, 199, 200, 299, 300].map((at) => wasTracked(spans, at))).toEqual([
      ...[false, true, true, false, false, true],
    ]);
  });
});
