import fc from 'fast-check';

import { observedCoverage } from '../../../server/src/core/features/coverage';
import { buildLabels } from '../../../server/src/core/features/labels';
import type { CoverageSpan, SiteHistory } from '../../../server/src/core/features/types';
import { ZERO_COUNTERS, type AgeCounter } from '../../../server/src/core/rollup/counters';
import { targetId } from '../../../server/src/core/target';
import { DAY, HOUR, START, syntheticSite } from './synthetic-site';

const site = syntheticSite({ seed: 1, articles: 40, days: 60 });
const HORIZON = 7 * DAY;

describe('labels', () => {
  it('close one horizon after first publication, and not an instant earlier', () => {
    const [first] = buildLabels(site, Infinity);
    expect(first!.closesAt).toBe(first!.firstPublishedAt + HORIZON);
    expect(buildLabels(site, first!.closesAt)).toHaveLength(1);
    expect(buildLabels(site, first!.closesAt - 1)).toHaveLength(0);
  });

  it('are weighted counts over the horizon', () => {
    const [id, counters] = [...site.ageCounters][0]!;
    const counted = counters.map((counter) => ({ ...counter, shares: 3, conversions: 1 }));
    const weights = { ...site.settings.weights, share: 2, conversion: 10 };
    const weighted: SiteHistory = {
      ...site,
      settings: { ...site.settings, weights },
      ageCounters: new Map([...site.ageCounters, [id, counted]]),
    };
    const of = (history: SiteHistory) =>
      buildLabels(history, Infinity).find(({ key }) => id.includes(`|${key.documentId}|`));
    expect(of(weighted)!.views).toBe(of(site)!.views + 3 * 2 + 10);
  });

  it('exist only where the whole window was observed', () => {
    const from = START + 20 * DAY;
    const outage = { from: START + 40 * DAY, to: START + 40 * DAY + HOUR, source: 'outage' } as const;
    const coverage: CoverageSpan[] = [{ from, to: null, source: 'tracking' }, outage];
    const labels = buildLabels({ ...site, coverage }, Infinity);
    const expected = buildLabels(site, Infinity).filter(
      ({ firstPublishedAt, closesAt }) =>
        firstPublishedAt >= from && (closesAt <= outage.from || firstPublishedAt >= outage.to)
    );
    expect(labels).toEqual(expected);
    expect(labels.length).toBeGreaterThan(5);
  });

  it('exist only of articles that were counted at the horizon: nobody came is counted, not counted is unknown', () => {
    const { horizonMinutes } = site.settings;
    const [[uncounted, counters], [unread]] = [...site.ageCounters] as [[string, AgeCounter[]], [string, AgeCounter[]]];
    const ageCounters = new Map([
      ...site.ageCounters,
      [uncounted, counters.filter(({ ageMinutes }) => ageMinutes < horizonMinutes)],
      [unread, counters.map(({ ageMinutes }) => ({ ageMinutes, ...ZERO_COUNTERS }))],
    ]);
    const labels = buildLabels({ ...site, ageCounters }, Infinity);
    expect(labels).toHaveLength(site.publications.length - 1);
    expect(labels.some(({ key }) => targetId(key) === uncounted)).toBe(false);
    expect(labels.find(({ key }) => targetId(key) === unread)?.views).toBe(0);
  });

  it('do not change with a correction: age counts from the first publication', () => {
    const [record] = site.publications;
    const corrected = { ...record!, version: 2, versionPublishedAt: record!.firstPublishedAt + DAY };
    expect(buildLabels({ ...site, publications: [...site.publications, corrected] }, Infinity)).toEqual(
      buildLabels(site, Infinity)
    );
  });
});

describe('observed coverage', () => {
  it('says of every stretch what looking at each minute says', () => {
    const span = fc.record({
      from: fc.nat(60),
      length: fc.option(fc.integer({ min: 1, max: 30 })),
      source: fc.constantFrom('tracking' as const, 'import' as const, 'outage' as const),
    });
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 8 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 30 }),
        (given, from, length) => {
          const spans = given.map(({ from: start, length: long, source }) => ({
            from: start,
            to: long === null ? null : start + long,
            source,
          }));
          const holds = (span: CoverageSpan, minute: number) => span.from <= minute && minute < (span.to ?? Infinity);
          const minutes = Array.from({ length }, (_, i) => from + i);
          const brute = minutes.every(
            (minute) =>
              spans.some((each) => each.source !== 'outage' && holds(each, minute)) &&
              !spans.some((each) => each.source === 'outage' && holds(each, minute))
          );
          expect(observedCoverage(spans)(from, from + length)).toBe(brute);
        }
      ),
      {
        examples: [
          // An outage covers the first minute and another begins just as the stretch ends (seed 601259557).
          [
            [
              { from: 23, length: 9, source: 'outage' },
              { from: 49, length: null, source: 'outage' },
              { from: 0, length: null, source: 'tracking' },
            ],
            31,
            18,
          ],
        ],
      }
    );
  });
});
