import { sourceTypeOf } from '../../../server/src/core/events';

const PAGE = 'https://www.garden.example/beds';
const siteHosts = ['shop.garden.example'];
const typeOf = (referrer: string | undefined, url: string | undefined = PAGE) =>
  sourceTypeOf({ referrer, url, siteHosts });

it.each([
  ['', 'direct'],
  ['https://www.google.com/', 'search'],
  ['https://www.google.co.uk/search?q=beds', 'search'],
  ['https://news.google.com/read', 'search'],
  ['android-app://com.google.android.googlequicksearchbox/', 'search'],
  ['https://duckduckgo.com/', 'search'],
  ['https://m.bing.com/', 'search'],
  ['https://l.facebook.com/l.php?u=1', 'social'],
  ['https://t.co/abc', 'social'],
  ['https://old.reddit.com/r/gardening', 'social'],
  ['https://garden.example/', 'internal'],
  ['https://WWW.GARDEN.example/other', 'internal'],
  ['https://shop.garden.example/seeds', 'internal'],
  ['https://mail.google.com/', 'other'],
  ['https://notfacebook.com/', 'other'],
  ['https://google.evil.example/', 'other'],
  ['https://x.com.evil.example/', 'other'],
  ['not an address', 'other'],
])('takes a reader from "%s" for %s', (referrer, type) => {
  expect(typeOf(referrer)).toBe(type);
});

it('takes a link that was made to be counted for a campaign, wherever it stood', () => {
  expect(typeOf('https://www.google.com/', `${PAGE}?utm_source=letter`)).toBe('campaign');
  expect(typeOf('', '/beds?a=1&gclid=x#top')).toBe('campaign');
  expect(typeOf(undefined, '/beds?utm_medium=mail')).toBe('campaign');
  expect(typeOf('', '/beds#?utm_source=letter')).toBe('direct');
  expect(typeOf('', '/beds?butm_source=letter')).toBe('direct');
});

it('believes a page that says so itself: of a campaign, and of the site it came from', () => {
  const typeOf = (more: object) => sourceTypeOf({ referrer: '', url: '/beds', siteHosts, ...more });
  expect(typeOf({ campaign: true })).toBe('campaign');
  expect(typeOf({ campaign: false })).toBe('direct');
  expect(typeOf({ campaign: true, referrer: undefined })).toBe('campaign');
  expect(typeOf({ referrer: '/other' })).toBe('internal');
  expect(typeOf({ referrer: '//facebook.com/x' })).toBe('other');
  expect(typeOf({ referrer: 'https://garden.example/', origin: 'https://www.garden.example:8443' })).toBe('internal');
  expect(typeOf({ referrer: 'https://t.co/', origin: 'null' })).toBe('social');
});

it('says nothing when the event says nothing, and knows a page of the site by its hosts alone', () => {
  expect(sourceTypeOf({ referrer: undefined, url: PAGE, siteHosts })).toBeNull();
  expect(sourceTypeOf({ referrer: 'https://shop.garden.example/', url: '/beds', siteHosts })).toBe('internal');
  expect(sourceTypeOf({ referrer: 'https://garden.example/', url: undefined, siteHosts })).toBe('other');
});
