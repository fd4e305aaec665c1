import fc from 'fast-check';

import { normalPath, pathOf } from '../../../server/src/services/publications/site-path';

const parts = { slug: 'first-post', documentId: 'abc', locale: 'de' };

describe('pathOf', () => {
  it('fills the pattern in', () => {
    expect(pathOf('/:locale/blog/:slug', parts)).toBe('/de/blog/first-post');
    expect(pathOf('/:documentId/', parts)).toBe('/abc');
    expect(pathOf(null, parts)).toBeNull();
  });

  it('has no address where a part is missing', () => {
    expect(pathOf('/blog/:slug', { ...parts, slug: null })).toBeNull();
    expect(pathOf('/:locale/:slug', { ...parts, locale: '' })).toBeNull();
  });
});

describe('normalPath', () => {
  it('sees one address in all its spellings', () => {
    const spellings = [
      '/blog/x',
      '/blog/x/',
      'https://www.site.example/blog/x?utm=1#top',
      'http://site/blog/x//',
      'blog/x',
    ];
    expect(new Set(spellings.map(normalPath))).toEqual(new Set(['/blog/x']));
    expect(normalPath('/größe')).toBe(normalPath('/gr%C3%B6%C3%9Fe'));
    expect(normalPath('https://site')).toBe('/');
  });

  it('finds what pathOf made, for any slug', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9äöü_-]{1,40}$/), (slug) => {
        const path = pathOf('/blog/:slug', { ...parts, slug });
        expect(path).not.toBeNull();
        expect(normalPath(`https://site.example${path ?? ''}/?a=b`)).toBe(path);
      })
    );
  });

  it('is nothing for what is no address, and never throws', () => {
    expect([
      normalPath('javascript:alert(1)'),
      normalPath('https://%'),
      normalPath('/%ff'),
      normalPath(`/${'x'.repeat(2_000)}`),
    ]).toEqual([null, null, null, null]);
    fc.assert(fc.property(fc.string(), (text) => void normalPath(text)));
  });
});
