import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';

import { runSeoChecks, seoChecks, seoMessages } from '../../../server/src/core/seo';
import { seoInputs } from './generated';

/** Fails when a placeholder of the message is not given. */
const formatted = (messageId: string, values: Readonly<Record<string, string | number>>): string =>
  String(new IntlMessageFormat(seoMessages[messageId] ?? '', 'en').format({ ...values }));

describe('messages of SEO checks', () => {
  it('are there for every finding, with every placeholder given', () => {
    fc.assert(
      fc.property(seoInputs, (input) => {
        for (const { messageId, values } of runSeoChecks(input)) {
          expect(seoMessages).toHaveProperty([messageId]);
          expect(formatted(messageId, values)).not.toBe('');
        }
      }),
      { numRuns: 150 }
    );
  });

  it('are all said by some entry: none is left over', () => {
    const said = new Set<string>();
    for (const input of fc.sample(seoInputs, { numRuns: 3_000, seed: 1 }))
      for (const { messageId } of runSeoChecks(input)) said.add(messageId);
    const titles = seoChecks.map(({ id }) => `seo.${id}.title`);

    expect(Object.keys(seoMessages).filter((id) => !said.has(id) && !titles.includes(id))).toEqual([]);
  });

  it('name each check by a title of its own', () => {
    const titles = seoChecks.map(({ id }) => seoMessages[`seo.${id}.title`]);

    expect(new Set(titles).size).toBe(seoChecks.length);
    expect(titles).not.toContain(undefined);
    expect(new Set(seoChecks.map(({ id }) => id)).size).toBe(seoChecks.length);
  });

  it('are short, and say no word an editor would have to look up', () => {
    for (const text of Object.values(seoMessages)) {
      expect(text.replace(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '0').length).toBeLessThanOrEqual(150);
      expect(text).not.toMatch(/\b(?:SEO|SERP|meta|H1|alt|slug|CTR|Flesch|ranking|keyword|URL)\b/i);
    }
  });
});
