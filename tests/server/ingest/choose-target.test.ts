import { chooseTarget } from '../../../server/src/services/ingest/targets';

const article = { uid: 'api::article.article', localized: true };
const note = { uid: 'api::note.note', localized: false };
const ask = { documentId: null, url: null, contentType: null, locale: null };
const one = { types: [article], defaultLocale: 'en' };
const two = { types: [article, note], defaultLocale: 'en' };

describe('chooseTarget', () => {
  it('takes the only watched type, and the default locale where none is given', () => {
    expect(chooseTarget({ ...ask, documentId: 'a' }, [], one)).toEqual({
      key: { uid: article.uid, documentId: 'a', locale: 'en' },
    });
    expect(chooseTarget({ ...ask, documentId: 'a', locale: 'de' }, [], one)).toMatchObject({ key: { locale: 'de' } });
  });

  it('has no locale where the type has none, whatever the event says', () => {
    const request = { ...ask, documentId: 'a', contentType: note.uid, locale: 'de' };
    expect(chooseTarget(request, [], two)).toEqual({ key: { uid: note.uid, documentId: 'a', locale: '' } });
  });

  it('asks for the type when several are watched', () => {
    expect(chooseTarget({ ...ask, documentId: 'a' }, [], two)).toMatchObject({ refusal: { code: 'INVALID_EVENT' } });
    expect(chooseTarget({ ...ask, documentId: 'a', contentType: 'api::x.x' }, [], two)).toMatchObject({
      doubt: { reason: 'unknown-type', code: 'UNKNOWN_DOCUMENT' },
    });
  });

  it('follows an address to the locale asked for, else the default one', () => {
    const at = (documentId: string, locale: string, uid = article.uid) => ({ uid, documentId, locale });
    const request = { ...ask, url: 'https://site/blog/x' };
    expect(chooseTarget(request, [at('a', 'de'), at('a', 'en')], two)).toEqual({ key: at('a', 'en') });
    expect(chooseTarget({ ...request, locale: 'de' }, [at('a', 'en'), at('a', 'de')], two)).toEqual({
      key: at('a', 'de'),
    });
    expect(chooseTarget({ ...request, locale: 'fr' }, [at('a', 'en')], two)).toMatchObject({
      doubt: { reason: 'unknown-url', code: 'UNKNOWN_DOCUMENT' },
    });
    expect(chooseTarget({ ...request, locale: 'fr' }, [at('n', '', note.uid)], two)).toEqual({
      key: at('n', '', note.uid),
    });
    expect(chooseTarget(request, [], two)).toMatchObject({
      doubt: { reason: 'unknown-url', code: 'UNKNOWN_DOCUMENT' },
    });
  });
});
