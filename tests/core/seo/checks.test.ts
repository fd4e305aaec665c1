import fc from 'fast-check';

import { runSeoChecks, seoChecks } from '../../../server/src/core/seo';
import type { SeoFinding, SeoInput } from '../../../server/src/core/seo';
import { inputOf, NOW, roles, seoInputs } from './generated';

const find = (check: string, entry: Record<string, unknown>, rest: Partial<SeoInput> = {}): SeoFinding => {
  const found = runSeoChecks(inputOf(entry, rest)).find((finding) => finding.check === check);
  if (found === undefined) throw new Error(`no check is called ${check}`);
  return found;
};
const says = (check: string, entry: Record<string, unknown>, rest: Partial<SeoInput> = {}): string =>
  find(check, entry, rest).messageId.slice(`seo.${check}.`.length);
const YEAR_MS = 365.25 * 86_400_000;
const words = (count: number): string => 'word '.repeat(count).trim();

describe('runSeoChecks', () => {
  it('gives one finding per check, problems first and what helps most first', () => {
    const order = { problem: 0, improve: 1, unknown: 2, good: 3 };

    fc.assert(
      fc.property(seoInputs, (input) => {
        const findings = runSeoChecks(input);
        expect(findings.map(({ check }) => check).sort()).toEqual(seoChecks.map(({ id }) => id).sort());
        const ranks = findings.map(({ status, impact }) => order[status] * 10 - impact);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
      { numRuns: 50 }
    );
  });

  it('points to fields the entry has, and shows evidence short enough to read', () => {
    const fields = ['title', 'description', 'slug', 'body', 'cover', 'seo.metaTitle', 'seo.metaDescription', null];

    fc.assert(
      fc.property(seoInputs, (input) => {
        for (const { field, evidence } of runSeoChecks(input)) {
          expect(fields).toContain(field);
          expect([...(evidence ?? '')].length).toBeLessThanOrEqual(121);
        }
      }),
      { numRuns: 50 }
    );
  });

  it('finds nothing to improve in a good text', () => {
    const body = [
      `## How it began\n\n${'The cat sat on the mat. '.repeat(20)}`,
      `## How it went on\n\n${'The dog ran to the [wood](/wood). '.repeat(20)}`,
      `### What was left\n\n${'They came [home](https://other.org) at night. '.repeat(20)}\n\n![A cat](/cat.png)`,
    ].join('\n\n');
    const entry = {
      title: 'What the cat and the dog did all day',
      description: 'A short account of a day in the life of a cat and a dog, with a good end.',
      slug: 'cat-and-dog',
      body,
    };

    expect(runSeoChecks(inputOf(entry)).filter(({ status }) => status !== 'good')).toEqual([]);
  });
});

describe('title', () => {
  it('that search results show is the one made for them, or else the entry’s own', () => {
    const title = words(20);
    const own = { title, seo: { metaTitle: '', metaDescription: null } };
    const made = { title, seo: { metaTitle: 'A title made for a search result' } };

    expect(find('title-length', own)).toMatchObject({ messageId: 'seo.title-length.too-long', field: 'title' });
    expect(find('title-length', made)).toMatchObject({ status: 'good', field: 'seo.metaTitle' });
  });

  it.each([
    ['', 'no-title'],
    ['a'.repeat(24), 'too-short'],
    ['a'.repeat(25), 'good'],
    ['a'.repeat(60), 'good'],
    ['a'.repeat(61), 'too-long'],
    ['漢'.repeat(30), 'good'],
    ['漢'.repeat(31), 'too-long'],
  ])('%j is %s', (title, message) => {
    expect(says('title-length', { title })).toBe(message);
  });

  it('is compared with others whatever their case and marks', () => {
    const otherTitles = ['Ten ways, to sleep'];

    expect(says('title-unique', { title: 'TEN ways to sleep!' }, { otherTitles })).toBe('taken');
    expect(says('title-unique', { title: 'Eleven ways to sleep' }, { otherTitles })).toBe('good');
    expect(says('title-unique', { title: '!?' }, { otherTitles: ['...'] })).toBe('good');
    expect(says('title-unique', { title: 'Alone' }, { otherTitles: [] })).toBe('nothing-to-compare');
    expect(find('title-unique', {})).toMatchObject({ status: 'problem', field: 'title' });
  });
});

describe('description', () => {
  it.each([
    ['', 'missing'],
    ['a'.repeat(69), 'too-short'],
    ['a'.repeat(70), 'good'],
    ['a'.repeat(160), 'good'],
    ['a'.repeat(161), 'too-long'],
    ['The title', 'repeats-title'],
  ])('%j is %s', (description, message) => {
    expect(says('description-length', { title: 'The Title', description })).toBe(message);
  });

  it('made for search results goes before the entry’s own', () => {
    const entry = { description: 'a'.repeat(100), seo: { metaDescription: 'short' } };

    expect(find('description-length', entry)).toMatchObject({
      messageId: 'seo.description-length.too-short',
      field: 'seo.metaDescription',
    });
  });

  it('is asked for where there is a field for it', () => {
    const without = { ...roles, description: null };

    expect(find('description-length', {}, { roles: without }).field).toBe('seo.metaDescription');
    expect(find('description-length', {}, { roles: { ...without, seo: null } })).toMatchObject({
      status: 'unknown',
      messageId: 'seo.description-length.no-field',
      field: null,
    });
  });
});

describe('slug', () => {
  it.each([
    ['a-good-slug-2', 'good'],
    ['/guides/cat/', 'good'],
    ['über-uns', 'good'],
    ['A-Slug', 'unreadable'],
    ['a_slug', 'unreadable'],
    ['2024-11', 'no-words'],
    ['a'.repeat(76), 'too-long'],
    ['', 'missing'],
  ])('%j is %s', (slug, message) => {
    expect(says('slug', { slug })).toBe(message);
  });
});

describe('structure', () => {
  it.each([
    ['## a\n\n### b\n\n## c\n\n### d', 'good'],
    ['# a\n\n## b', 'good'],
    ['### a', 'skipped'],
    ['## a\n\n#### b', 'skipped'],
    ['# a\n\n# b', 'several-top'],
    ['text', 'no-headings'],
  ])('of %j is %s', (body, message) => {
    expect(says('heading-order', { body })).toBe(message);
  });

  it('skips a level exactly when a heading is more than one below the one before', () => {
    const levels = fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 10 });

    fc.assert(
      fc.property(levels, (all) => {
        const body = all.map((level) => `${'#'.repeat(level)} h`).join('\n\n');
        const skips = all.some((level, index) => level > (all[index - 1] ?? 1) + 1);
        expect(says('heading-order', { body })).toBe(skips ? 'skipped' : 'good');
      })
    );
  });

  it('asks for a heading after three hundred words without one', () => {
    expect(says('subheadings', { body: words(300) })).toBe('short');
    expect(find('subheadings', { body: `## h\n\n${words(301)}` })).toMatchObject({
      messageId: 'seo.subheadings.too-few',
      evidence: 'h',
      values: { words: 301 },
    });
    expect(says('subheadings', { body: `${words(200)}\n\n## h\n\n${words(200)}` })).toBe('good');
  });

  it('points to a paragraph over a hundred and fifty words', () => {
    expect(says('paragraph-length', { body: words(150) })).toBe('good');
    expect(find('paragraph-length', { body: `${words(151)}\n\n${words(200)}` }).values).toMatchObject({ count: 2 });
  });
});

describe('text', () => {
  it('is counted in words', () => {
    expect(says('text-length', { body: words(299) })).toBe('short');
    expect(says('text-length', { body: words(300) })).toBe('good');
    expect(find('text-length', {}).status).toBe('problem');
  });

  it('of officialese is hard to read, plain text is not, and some languages can’t be measured', () => {
    const hard = 'Organizational considerations necessitate institutional responsibility. '.repeat(15);

    expect(says('readability', { body: hard })).toBe('very-difficult');
    expect(says('readability', { body: 'The cat sat on the mat. '.repeat(15) })).toBe('good');
    expect(says('readability', { body: hard }, { language: 'cs' })).toBe('no-rule');
    expect(says('readability', { body: 'A cat.' })).toBe('too-short');
  });

  it('may have one long sentence in four', () => {
    const long = `Then ${words(26)}. `;
    const short = 'Then it ended. ';

    expect(says('sentence-length', { body: long + short.repeat(3) })).toBe('good');
    expect(find('sentence-length', { body: long.repeat(2) + short.repeat(3) }).values).toMatchObject({
      long: 2,
      all: 5,
    });
  });
});

describe('images and links', () => {
  it('counts images without a description and names the first', () => {
    const body = '![](/a/b.png?x=1) ![](/c.png) ![seen](/d.png)';

    expect(find('alt-texts', { body })).toMatchObject({ status: 'problem', values: { missing: 2 }, evidence: 'b.png' });
    expect(says('alt-texts', { cover: { url: '/c', alternativeText: 'c' } })).toBe('good');
  });

  it('asks long texts for an image and links', () => {
    expect(says('images', { body: words(149) })).toBe('short');
    expect(says('images', { body: words(150) })).toBe('none');
    expect(says('images', { body: words(150), cover: { url: '/c' } })).toBe('good');
    expect(says('internal-links', { body: words(150) })).toBe('none');
    expect(says('external-links', { body: words(300) })).toBe('none');
  });

  it('tells own pages from others by the site’s hosts', () => {
    const body = '[a](/a) [b](https://www.example.com/b) [c](https://other.org)';

    expect(find('internal-links', { body }).values).toEqual({ count: 2 });
    expect(find('external-links', { body }).values).toEqual({ count: 1 });
    expect(says('external-links', { body }, { siteHosts: [] })).toBe('hosts-unknown');
    expect(says('internal-links', { body: '[c](https://other.org)' }, { siteHosts: [] })).toBe('hosts-unknown');
  });
});

describe('freshness', () => {
  it('asks for a second look once a year', () => {
    const after = (years: number) => find('freshness', {}, { firstPublishedAt: NOW - years * YEAR_MS });

    expect(after(0.9).status).toBe('good');
    expect(after(1).values).toEqual({ years: 1 });
    expect(after(2.9).values).toEqual({ years: 2 });
    expect(says('freshness', {}, { firstPublishedAt: null })).toBe('not-published');
  });
});
