import { detectFieldRoles, extractContent, readability, sentencesOf, wordsOf } from '../../../server/src/core/content';
import type { FieldRoles } from '../../../server/src/core/content';
import { article, components } from './schemas';

const MEGABYTE = 1_000_000;
const roles = detectFieldRoles(article, components) as FieldRoles;

const repeated = (piece: string) => piece.repeat(Math.ceil(MEGABYTE / piece.length));
const PIECES = [
  '[', ']', '[](', '[x](', '![', '![x](', '[![', '[[x](y)', '(', '<', '< ', '<a', '<a ', '<a "', '<a b="', '<p><a', '<p>x',
  '<p>- \n', '<section>x', '<!--', '<!', '</', '<http://', '<http://a>', '<script>', '<pre>', '*', '**a', '_', '> ', '>', '`', '```',
  '~~~', '#', '# ', '- ', '- - x', '-', '=', '|', '|-', '\\', '&', '&amp', ' ', '\t', '\n', '\r', '\u2028', '\n\n', 'x\n', '- x\n',
  '1. ', '[a]: b\n', 'a', '.', '. ', 'a.', "a'", '漢', '\ud83d', '<li>x', '<ul><li>', '<a href=x>y</a>', '<h2>',
]; // prettier-ignore

describe('a megabyte of', () => {
  it.each(PIECES)('%j is read to its end', (piece) => {
    const body = repeated(piece);
    // As Markdown, as HTML, and with a reference every bracket may mean.
    const entries = [body, `<p>${body}>`, `[a]: b\n\n${body}`];

    for (const text of entries) {
      const content = extractContent(article, components, roles, { body: text, tags: text }, 'en');
      expect(content.blocks.length).toBeLessThanOrEqual(20_000);
    }
    expect(wordsOf(body).length).toBeGreaterThanOrEqual(sentencesOf(body).length);
    expect(() => readability(body, 'en')).not.toThrow();
  });

  it('brackets that nest and close is read to its end', () => {
    const half = MEGABYTE / 2;
    const body = `[a]: b\n\n${'['.repeat(half)}${']'.repeat(half)}(x)`;

    expect(extractContent(article, components, roles, { body }, '').text.length).toBeGreaterThan(half);
  });

  it('HTML blocks inside Markdown is read to its end', () => {
    const body = `# a\n\n<section>\n${repeated('<li>x')}`;

    expect(extractContent(article, components, roles, { body }, '').blocks).toHaveLength(20_000);
  });

  it('one line loses no word', () => {
    const body = repeated('word ');

    expect(wordsOf(extractContent(article, components, roles, { body }, '').text)).toHaveLength(MEGABYTE / 5);
  });
});
