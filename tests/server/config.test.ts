import { config } from '../../server/src/config';
import { LIMITS } from '../../server/src/config/defaults';
import { configSchema } from '../../server/src/config/schema';

describe('the configuration', () => {
  it('is complete without a word from the application', () => {
    expect(() => config.validator({})).not.toThrow();
    expect(configSchema.parse({})).toMatchObject({
      active: true,
      horizonDays: 7,
      timeZone: 'UTC',
      schedule: { rollup: '*/2 * * * *', nightly: '0 3 * * *' },
      weights: { view: 1, share: 0 },
    });
  });

  it.each([
    [{ horizonDays: '7' }, 'horizonDays'],
    [{ horizonDays: 7.5 }, 'horizonDays'],
    [{ timeZone: 'Mars/Base' }, 'timeZone: expected an IANA time zone'],
    [{ schedule: { nightly: 'at three' } }, 'schedule.nightly: expected a cron expression'],
    [{ schedule: { nightly: '0 3 *' } }, 'got "0 3 *"'],
    [{ trustedProxies: ['10.0.0.0/33'] }, 'trustedProxies.0: expected an address or a network'],
    [{ trustedProxies: ['proxy.internal'] }, 'got "proxy.internal"'],
    [{ contentTypes: { article: {} } }, 'expected a content type uid'],
    [{ contentTypes: { 'api::a.a': { titel: 'x' } } }, "Unrecognized key(s) in object: 'titel'"],
    [{ weights: { view: -1 } }, 'weights.view'],
    [{ ranker: { algorithm: 'magic' } }, 'ranker.algorithm'],
    [{ publishableKeys: ['short'] }, 'publishableKeys.0'],
    [{ rateLimit: { perSecond: 0 } }, 'rateLimit.perSecond'],
    [{ rateLimit: { perMinute: 1 } }, "rateLimit: Unrecognized key(s) in object: 'perMinute'"],
    [{ rateLimit: true }, 'rateLimit: Expected object'],
    [{ nonsense: 1 }, "Unrecognized key(s) in object: 'nonsense'"],
  ])('refuses %j and says where and why', (given, message) => {
    expect(() => config.validator(given)).toThrow(message);
  });

  it('limits requests by default, and not at all when told so', () => {
    expect(configSchema.parse({}).rateLimit).toEqual({
      active: true,
      perSecond: LIMITS.apiRatePerSecond,
      burst: LIMITS.apiRateBurst,
      computePerSecond: LIMITS.computeRatePerSecond,
      computeBurst: LIMITS.computeRateBurst,
    });
    expect(configSchema.parse({ rateLimit: false }).rateLimit.active).toBe(false);
    expect(configSchema.parse({ rateLimit: { perSecond: 7 } }).rateLimit).toMatchObject({ active: true, perSecond: 7 });
  });

  it.each([['10.0.0.0/8'], ['127.0.0.1'], ['::1'], ['fd00::/8']])('believes a proxy at %s', (network) => {
    expect(() => config.validator({ trustedProxies: [network] })).not.toThrow();
  });
});
