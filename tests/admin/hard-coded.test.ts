/** No word, locale or format of one language is written into the admin's code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import en from '../../admin/src/translations/en.json';

import { hardCoded } from './support/hard-coded';

const SOURCE = join(__dirname, '../../admin/src');
/** Code to copy, which is the same in every language. */
const SNIPPETS = [join('pages', 'Settings', 'configSnippet.ts'), join('pages', 'Events', 'snippets.ts')];

const isKey = (text: string) => text in en;
const inTsx = (code: string) => hardCoded('a.tsx', code, isKey).map((offence) => offence.replace('a.tsx:1: ', ''));

describe('the admin', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));

  it('says nothing in its code: every word is a message, every format follows the reader', () => {
    expect(files.length).toBeGreaterThan(70);
    const offences = files
      .filter((path) => !SNIPPETS.includes(path))
      .flatMap((path) => hardCoded(path, readFileSync(join(SOURCE, path), 'utf8'), isKey));
    expect(offences).toEqual([]);
  });
});

describe('what counts as said in code', () => {
  it.each([
    ['text between tags', '<p>Loading</p>', ['Loading']],
    ['a sign between tags', '<p>{a} – {b}</p>', ['–']],
    ['either side of a choice', "<p>{busy ? 'Wait' : t('retry')}</p>", ['Wait']],
    ['what follows a condition', "<p>{busy && 'Wait'}</p>", ['Wait']],
    ['what stands in for a missing value', "<p>{name ?? 'Nobody'}</p>", ['Nobody']],
    ['a template', '<p>{`${n} views`}</p>', [' views']],
    ['a visible attribute', '<img alt="A cat" />', ['A cat']],
    ['a choice in a visible attribute', "<a title={open ? 'Close' : t('retry')} />", ['Close']],
    ['a label for screen readers', '<a aria-label={`Sort by ${name}`} />', ['Sort by ']],
    ['a property that is shown', "const column = { label: 'Name' };", ['Name']],
    ['a notification', "toggleNotification({ type: 'success', message: 'Saved' });", ['Saved']],
    ['what a mutation says when it is done', "feedback('Saved');", ['Saved']],
    ['a fallback for an unknown code', "named('run.status', code, 'unknown');", ['unknown']],
    ['a sentence kept for later', "const text = 'Nothing was found';", ['Nothing was found']],
    ['a list joined by hand', "names.join(', ');", ["join(', ')"]],
    ['a number with a point', 'views.toFixed(1);', ['toFixed']],
    ['a date in the browser’s language', 'date.toLocaleDateString();', ['toLocaleDateString']],
    ['a format of its own locale', "new Intl.NumberFormat('en');", ['Intl.NumberFormat']],
  ])('%s', (_, code, found) => {
    expect(inTsx(code)).toEqual(found);
  });

  it.each([
    ['a message', "<p>{t('retry')}</p>"],
    ['the id of a message in a list', "const SECTIONS = [{ path: '/models', label: 'models.title' }];"],
    ['a space between two messages', "<p>{t('retry')}{' '}{name}</p>"],
    ['what decides between messages', "<p>{status === 'live' ? t('retry') : null}</p>"],
    ['sizes, colours and other settings', '<Box width="100%" style={{ border: `1px solid ${colour}` }} tag="dd" />'],
    ['a class or an id', '<ul className="two words" id="foresight-learned" />'],
    ['an error for whoever programs', "throw new Error('no such thing as this');"],
    ['a path of an SVG', "points.map(([x, y]) => `L${x} ${y}`).join('');"],
  ])('not: %s', (_, code) => {
    expect(inTsx(code)).toEqual([]);
  });
});
