import fc from 'fast-check';

import { detectFieldRoles, extractContent } from '../../../server/src/core/content';
import type { ContentSchema, FieldRoles } from '../../../server/src/core/content';
import { article, components } from './schemas';

const roles = detectFieldRoles(article, components) as FieldRoles;
const extract = (entry: Record<string, unknown>) => extractContent(article, components, roles, entry, 'en');

describe('extractContent', () => {
  it('reads title, description and slug, spaces squeezed', () => {
    expect(extract({ title: '  A \n title ', description: 'What it says', slug: 'a-title' })).toMatchObject({
      title: 'A title',
      description: 'What it says',
      slug: 'a-title',
      locale: 'en',
    });
  });

  it('reads nothing private, whichever role it plays and however the entry is related', () => {
    const hidden = Object.entries(article.attributes).map(([name, attribute]) => [
      name,
      { ...attribute, private: true },
    ]);
    const author: ContentSchema = {
      uid: 'api::author.author',
      attributes: { name: { type: 'string', private: true }, slug: { type: 'uid' } },
    };
    const entry = {
      title: 'Secret',
      description: 'Secret',
      slug: 'secret',
      body: 'Secret',
      category: { name: 'Secret' },
      author: { name: 'Secret', slug: 'pen-name' },
      tags: ['Secret'],
      seo: { metaTitle: 'Secret' },
    };
    const schemas = { ...components, [author.uid]: author };
    const shut = { ...article, attributes: Object.fromEntries(hidden) };

    expect(JSON.stringify(extractContent(shut, schemas, roles, entry, ''))).not.toContain('ecret');
    expect(extractContent(article, schemas, roles, entry, '').author).toBe('pen-name');
  });

  it('reads a plain string body where there is nothing richer', () => {
    const plain: ContentSchema = { uid: 'a', attributes: { name: { type: 'string' }, content: { type: 'string' } } };
    const found = detectFieldRoles(plain, {}) as FieldRoles;

    expect(extractContent(plain, {}, found, { name: 'N', content: 'Words' }, '').text).toBe('Words');
  });

  it('reads Markdown: headings of both kinds, lists, quotes, code, links and images', () => {
    const body = [
      '# One',
      '',
      'Two',
      '---',
      '',
      'Some **bold** and a [link](https://example.com/a_(b) "t") and ![a cat](/cat.png).',
      '',
      '- first',
      '- second',
      '',
      '> said',
      '',
      '```js',
      'const code = 1;',
      '```',
      '',
      'See [that][ref] <!-- not this -->.',
      '',
      '[ref]: https://example.org',
    ].join('\n');
    const content = extract({ body });

    expect(content.headings).toEqual([
      { kind: 'heading', level: 1, text: 'One', field: 'body' },
      { kind: 'heading', level: 2, text: 'Two', field: 'body' },
    ]);
    expect(content.links.map(({ text, url }) => [text, url])).toEqual([
      ['link', 'https://example.com/a_(b)'],
      ['that', 'https://example.org'],
    ]);
    expect(content.images).toEqual([{ kind: 'image', alt: 'a cat', url: '/cat.png', field: 'body' }]);
    expect(content.blocks.map(({ kind }) => kind).filter((kind) => kind !== 'link' && kind !== 'image')).toEqual([
      'heading',
      'heading',
      'paragraph',
      'list',
      'quote',
      'code',
      'paragraph',
    ]);
    expect(content.text).toBe('One\n\nTwo\n\nSome bold and a link and .\n\nfirst\nsecond\n\nsaid\n\nSee that .');
  });

  it('keeps Markdown structure when a few tags stand in it', () => {
    const content = extract({ body: '## Head\n\none<br>two <a href="/x">there</a> <img src="/y.png" alt="y">' });

    expect(content.headings).toHaveLength(1);
    expect(content.links).toEqual([{ kind: 'link', text: 'there', url: '/x', field: 'body' }]);
    expect(content.images[0]).toMatchObject({ alt: 'y', url: '/y.png' });
  });

  it('reads HTML without its tags, scripts and comments', () => {
    const editor =
      '<!doctype html><h2>Head</h2><p>One &amp; <b>two</b><!-- no --></p><script>var x = "<p>no</p>"</script>' +
      '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><img src="a.png" title="x > y" alt="see"><a href=/x>go</a>';
    const content = extract({ editor });

    expect(content.text).toBe('Head\n\nOne & two\n\na\nb\nc\n\ngo');
    expect(content.images).toEqual([{ kind: 'image', alt: 'see', url: 'a.png', field: 'editor' }]);
    expect(content.links).toEqual([{ kind: 'link', text: 'go', url: '/x', field: 'editor' }]);
  });

  it('reads the blocks editor', () => {
    const text = (words: string) => ({ type: 'text', text: words });
    const story = [
      { type: 'heading', level: 3, children: [text('Head')] },
      { type: 'paragraph', children: [text('See '), { type: 'link', url: '/x', children: [text('this')] }] },
      { type: 'list', format: 'ordered', children: [{ type: 'list-item', children: [text('one')] }] },
      { type: 'image', image: { url: '/i.png', alternativeText: null } },
      { type: 'code', children: [text('x = 1')] },
    ];

    expect(extract({ story }).blocks).toEqual([
      { kind: 'heading', level: 3, text: 'Head', field: 'story' },
      { kind: 'link', text: 'this', url: '/x', field: 'story' },
      { kind: 'paragraph', text: 'See this', field: 'story' },
      { kind: 'list', ordered: true, items: ['one'], field: 'story' },
      { kind: 'image', alt: null, url: '/i.png', field: 'story' },
      { kind: 'code', text: 'x = 1', field: 'story' },
    ]);
  });

  it('reads components and dynamic zones with the path of each field, private ones left out', () => {
    const content = extract({
      secret: 'hidden',
      box: { heading: 'Box', colour: 'red', text: 'inside', note: 'hidden' },
      questions: [{ question: 'Why?', answer: 'Because.' }],
      sections: [
        { __component: 'shared.gallery', caption: 'Views', images: [{ url: '/v.png', alternativeText: 'v' }] },
        { __component: 'shared.box', text: 'more' },
      ],
    });

    expect(content.blocks.map((block) => [block.field, 'text' in block ? block.text : block.kind])).toEqual([
      ['box.heading', 'Box'],
      ['box.text', 'inside'],
      ['questions.0.question', 'Why?'],
      ['questions.0.answer', 'Because.'],
      ['sections.0.caption', 'Views'],
      ['sections.0.images', 'image'],
      ['sections.1.text', 'more'],
    ]);
  });

  it('reads the main image, but no other file', () => {
    const file = (mime: string) => ({ mime, url: '/f', alternativeText: ' A view ' });

    expect(extract({ cover: file('image/png') }).images).toEqual([
      { kind: 'image', alt: 'A view', url: '/f', field: 'cover' },
    ]);
    expect(extract({ cover: file('application/pdf') }).images).toEqual([]);
  });

  it('reads names of relations, lists and texts, also as the edit form holds them', () => {
    const named = extract({ category: { name: 'Travel' }, author: [{ fullName: 'Ann' }], tags: ['a', 'b', 'a'] });
    const typed = extract({ category: 'Food, drink', author: { connect: [{ label: 'Bo' }] }, tags: '["x", "y"]' });

    expect(named).toMatchObject({ category: 'Travel', author: 'Ann', tags: ['a', 'b'] });
    expect(typed).toMatchObject({ category: 'Food, drink', author: 'Bo', tags: ['x', 'y'] });
    expect(extract({ tags: ' a,b ,, a' }).tags).toEqual(['a', 'b']);
  });

  it('reads the component made for search engines for itself, never as text', () => {
    const content = extract({ seo: { metaTitle: 'M', metaDescription: 'D' } });

    expect(content.seo).toEqual({ metaTitle: 'M', metaDescription: 'D' });
    expect(content.text).toBe('');
    expect(extract({ seo: null }).seo).toBeNull();
  });

  it('never throws whatever the entry holds', () => {
    const names = Object.keys(article.attributes);
    const anything = fc.anything({ withNullPrototype: true, maxDepth: 4 });
    const zone = fc.array(
      fc.record({
        __component: fc.constantFrom('shared.box', 'shared.gallery', 'constructor', '__proto__', 'toString', 'gone'),
        heading: anything,
        text: anything,
        images: anything,
      })
    );
    const node = fc.record({
      type: fc.constantFrom('heading', 'list', 'image', 'paragraph', 'x'),
      level: anything,
      children: anything,
      image: anything,
    });
    const entry = fc.record(
      Object.fromEntries(names.map((name) => [name, fc.oneof(anything, zone, fc.array(node), fc.string())])),
      { requiredKeys: [] }
    );

    fc.assert(
      fc.property(entry, (each) => {
        const content = extract(each);
        expect(content.headings.every(({ level }) => level >= 1 && level <= 6)).toBe(true);
      }),
      { numRuns: 200 }
    );
  });

  it('says every word of a Markdown text exactly once', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 30 });
    const dress = fc.constantFrom('', '# ', '- ', '1. ', '> ');

    fc.assert(
      fc.property(fc.array(fc.tuple(dress, words), { minLength: 1, maxLength: 8 }), (lines) => {
        const body = lines.map(([mark, said]) => mark + said.join(' ')).join('\n\n');
        expect(extract({ body }).text.split(/\s+/)).toEqual(lines.flatMap(([, said]) => said));
      })
    );
  });
});
