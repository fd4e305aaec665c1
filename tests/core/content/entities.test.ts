import fc from 'fast-check';

import { decodeEntities } from '../../../server/src/core/content/entities';
import { linkTarget } from '../../../server/src/core/content';
import { readInline } from '../../../server/src/core/content/inline';

describe('decodeEntities', () => {
  it.each([
    ['caf&eacute; &uuml;ber &Uuml;ber Stra&szlig;e', 'café über Über Straße'],
    ['&frac12; &AElig; &yuml; &times; &OElig;', '½ Æ ÿ × Œ'],
    ['&AMP; &lt;b&gt; &#8364; &#x20AC; &bdquo;ja&ldquo;', '& <b> € € „ja“'],
    ['a&nbsp;b Silben&shy;trennung', 'a b Silbentrennung'],
    ['&amp;eacute;', '&eacute;'],
    ['&nothing; &constructor; & &;', '&nothing; &constructor; & &;'],
    ['&#0;&#xD800;&#x110000;', ''],
  ])('reads %j as %j', (source, text) => {
    expect(decodeEntities(source)).toBe(text);
  });

  it('gives back every character that was written by its number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = [...text.replaceAll('\0', '')];
        expect(decodeEntities(written.map((char) => `&#${char.codePointAt(0)};`).join(''))).toBe(written.join(''));
      })
    );
  });
});

describe('a line break inside a line', () => {
  it('parts the words beside it', () => {
    expect(readInline('one<br>two<BR />three').text).toBe('one two three');
  });
});

describe('hosts of the site', () => {
  it.each(['example.com', 'www.example.com', 'https://example.com', 'https://www.example.com:443/', ' Example.com '])(
    'may be written as %j',
    (host) => {
      expect(linkTarget('https://example.com/a', [host])).toBe('internal');
      expect(linkTarget('https://example.com.evil.org/a', [host])).toBe('external');
    }
  );
});
