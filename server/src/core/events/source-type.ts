/**
 * How a reader came to a page, from the page's address and the one before it. Both are read when an event arrives, and
 * nothing of them is kept but the word.
 */
export const SOURCE_TYPES = ['direct', 'search', 'social', 'internal', 'campaign', 'other'] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

export interface Arrival {
  /** Address of the page before, from its path on where it is of the same site; empty: none; undefined: nobody says. */
  readonly referrer: string | undefined;
  /** Address of the page itself, whole or from its path on. */
  readonly url: string | undefined;
  /** The page says that its link was made to be counted; its address need not show it. */
  readonly campaign?: boolean | undefined;
  /** Origin of the page, as its browser says it. */
  readonly origin?: string | undefined;
  /** Host names of the site. */
  readonly siteHosts: readonly string[];
}

/** Any of these in the page's address: the link was made to be counted. */
const CAMPAIGN = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_id', 'gclid', 'dclid', 'msclkid', 'mc_cid'];

/** Names under any ending (google.de, google.co.uk), alone or behind `www.`, `m.`, `news.` or `search.`. */
const SEARCH_NAMES = ['google', 'bing', 'yahoo', 'yandex', 'ecosia', 'qwant', 'startpage', 'duckduckgo', 'ask', 'aol'];
/** These hosts and what lies below them. */
const SEARCH_HOSTS = [
  'baidu.com',
  'sogou.com',
  'so.com',
  'naver.com',
  'seznam.cz',
  'search.brave.com',
  'kagi.com',
  'mojeek.com',
  'swisscows.com',
  'lilo.org',
  'com.google.android.googlequicksearchbox',
];
const SOCIAL_HOSTS = [
  'facebook.com',
  'fb.com',
  'fb.me',
  'messenger.com',
  'instagram.com',
  'threads.net',
  'threads.com',
  'whatsapp.com',
  'wa.me',
  'twitter.com',
  'x.com',
  't.co',
  'linkedin.com',
  'lnkd.in',
  'xing.com',
  'reddit.com',
  'redd.it',
  'pinterest.com',
  'pin.it',
  'tumblr.com',
  'youtube.com',
  'youtu.be',
  'tiktok.com',
  'snapchat.com',
  'telegram.org',
  't.me',
  'discord.com',
  'bsky.app',
  'mastodon.social',
  'news.ycombinator.com',
  'quora.com',
  'vk.com',
  'ok.ru',
  'weibo.com',
  'line.me',
  'com.facebook.katana',
  'com.twitter.android',
  'com.linkedin.android',
];
const SEARCH_HOST = new RegExp(
  `^(?:(?:www|m|news|search)\\.)?(?:${SEARCH_NAMES.join('|')})\\.[a-z]{2,3}(?:\\.[a-z]{2})?$`
);

/**
 * The first that applies: a campaign's link; no page before; a page of the site; a search engine; a social network;
 * any other page. Null when the event says nothing: neither a referrer nor a campaign.
 */
export function sourceTypeOf({ referrer, url, campaign, origin = '', siteHosts }: Arrival): SourceType | null {
  if (campaign === true || (url !== undefined && isCampaign(url))) return 'campaign';
  if (referrer === undefined) return null;
  if (referrer === '') return 'direct';
  if (/^\/(?!\/)/.test(referrer)) return 'internal';
  const host = hostOf(referrer);
  if (host === null) return 'other';
  const own = [...siteHosts.map(plainHost), hostOf(url ?? ''), hostOf(origin)];
  if (own.includes(host)) return 'internal';
  if (SEARCH_HOST.test(host) || isBelow(host, SEARCH_HOSTS)) return 'search';
  return isBelow(host, SOCIAL_HOSTS) ? 'social' : 'other';
}

const isCampaign = (url: string): boolean => {
  const query = /^[^#?]*\?([^#]*)/.exec(url)?.[1];
  return query !== undefined && CAMPAIGN.some((name) => new URLSearchParams(query).has(name));
};

/** Host of an address without `www.`, in lower case; null where there is none. */
function hostOf(address: string): string | null {
  const host = URL.canParse(address) ? plainHost(new URL(address).hostname) : '';
  return host === '' ? null : host;
}

const plainHost = (host: string): string => host.toLowerCase().replace(/^www\./, '');

const isBelow = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((one) => host === one || host.endsWith(`.${one}`));
