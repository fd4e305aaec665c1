import { errorSentence } from '../../admin/src/text/errorSentence';

import { speaking, type Locale } from './support/render';

/** As Strapi's fetch client throws it. */
const failed = (status: number, details: unknown = {}) =>
  Object.assign(new Error('in the server’s words'), {
    status,
    response: { data: { error: { status, message: 'in the server’s words', details } } },
  });
const say = (error: Error, locale: Locale = 'fr') => errorSentence(error, speaking(locale).text, () => error.message);

describe('what a failed request says', () => {
  it('goes by the plugin’s own code, in the reader’s language', () => {
    const error = failed(409, { code: 'NOTHING_TO_ROLL_BACK', got: 'none', expected: 'an earlier ranker' });
    expect(say(error, 'en')).toBe('There is no earlier version to go back to.');
    expect(say(error)).toBe('Il n’y a pas de version antérieure à laquelle revenir.');
  });

  it('goes by the HTTP status where there is no code of ours', () => {
    expect(say(failed(403))).toMatch(/^Vous n’avez pas le droit/);
    expect(say(Object.assign(new Error('Server Error'), { status: 502, code: 502 }))).toMatch(/ne répond pas/);
  });

  it('says that nobody answered, in whatever words the browser puts it', () => {
    for (const words of ['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed'])
      expect(say(new TypeError(words))).toMatch(/injoignable/);
  });

  it('leaves the rest to Strapi: its validation errors, codes of a newer server, faults of our own', () => {
    expect(say(failed(400, { errors: [] }))).toBe('in the server’s words');
    expect(say(failed(409, { code: 'FROM_THE_FUTURE' }))).toBe('in the server’s words');
    expect(say(new TypeError('x is undefined'))).toBe('x is undefined');
  });
});
