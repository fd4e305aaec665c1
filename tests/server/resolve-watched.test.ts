import { type CandidateType, resolveWatched } from '../../server/src/services/watch/resolve';

const type = (uid: string, more: Partial<CandidateType> = {}): CandidateType => ({
  uid,
  kind: 'collectionType',
  info: { displayName: uid },
  options: { draftAndPublish: true },
  attributes: {
    title: { type: 'string' },
    body: { type: 'richtext' },
    lead: { type: 'text' },
    shownOn: { type: 'datetime' },
  },
  ...more,
});
const article = type('api::article.article', { pluginOptions: { i18n: { localized: true } } });
const setting = type('api::setting.setting', { kind: 'singleType' });
const flat = type('api::flat.flat', { options: { draftAndPublish: false } });
const auto = { contentTypes: 'auto', urls: {} } as const;

describe('resolveWatched', () => {
  it('watches what has drafts, a title and a text, and says why it watches nothing else', () => {
    const { types, ignored } = resolveWatched([article, setting, flat], {}, auto);
    expect(types).toMatchObject([{ uid: article.uid, localized: true, urlPattern: null, roles: { title: 'title' } }]);
    expect(ignored.map(({ uid, reason }) => [uid, reason])).toEqual([
      [setting.uid, 'single-type'],
      [flat.uid, 'no-draft-and-publish'],
    ]);
  });

  it('takes the attributes it is told', () => {
    const contentTypes = { [flat.uid]: { title: 'lead', body: ['body'], firstPublishedAtField: 'shownOn' } };
    const { types } = resolveWatched([article, flat], {}, { contentTypes, urls: { [flat.uid]: '/:slug' } });
    expect(types).toMatchObject([
      {
        uid: flat.uid,
        firstPublishedAtField: 'shownOn',
        urlPattern: '/:slug',
        localized: false,
        roles: { title: 'lead', body: ['body'] },
      },
    ]);
  });

  it('names every type and attribute that does not exist, and every unknown part of an address', () => {
    const contentTypes = { 'api::artikel.artikel': {}, [article.uid]: { title: 'titel', body: ['text'] } };
    const urls = { 'api::x.x': '/:slug', [article.uid]: '/:id' };
    expect(() => resolveWatched([article], {}, { contentTypes, urls })).toThrow(
      /urls\.api::x\.x.*:id.*api::artikel\.artikel.*"titel".*"text"/
    );
  });

  it('refuses to read a private attribute that it is told, but takes the date of one', () => {
    const attributes = {
      ...article.attributes,
      working: { type: 'string', private: true },
      importedOn: { type: 'datetime', private: true },
    };
    const watch = (overrides: object) =>
      resolveWatched([{ ...article, attributes }], {}, { contentTypes: { [article.uid]: overrides }, urls: {} });
    expect(() => watch({ title: 'working' })).toThrow(
      'contentTypes.api::article.article.title: got "working", which is private'
    );
    expect(watch({ firstPublishedAtField: 'importedOn' }).types).toHaveLength(1);
  });
});
