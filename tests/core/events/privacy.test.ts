import fc from 'fast-check';

import { addressPrefix } from '../../../server/src/core/events/address-prefix';
import { visitorHash } from '../../../server/src/core/events/visitor-hash';

describe('addressPrefix', () => {
  it('keeps the first 24 bits of IPv4, however it is written', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        const prefix = `${ip.split('.').slice(0, 3).join('.')}.0/24`;
        expect(addressPrefix(ip)).toBe(prefix);
        expect(addressPrefix(`::ffff:${ip}`)).toBe(prefix);
      })
    );
  });

  it('keeps the first 48 bits of IPv6, however it is written', () => {
    expect(addressPrefix('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1::/48');
    expect(addressPrefix('2001:0DB8:0001::6')).toBe('2001:db8:1::/48');
    expect(addressPrefix('[2001:db8::1]')).toBe('2001:db8:0::/48');
    expect(addressPrefix('fe80::1%eth0')).toBe('fe80:0:0::/48');
    expect(addressPrefix('::1')).toBe('0:0:0::/48');
  });

  it('is the same for two addresses of a network and another for another network', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), fc.nat(0xffff), (words, word) => {
        fc.pre(words[0] !== 0);
        const write = (all: readonly number[]) => all.map((each) => each.toString(16)).join(':');
        const changed = (at: number) => write(words.map((own, i) => (i === at ? word : own)));
        expect(addressPrefix(changed(5))).toBe(addressPrefix(write(words)));
        expect(addressPrefix(changed(2)) === addressPrefix(write(words))).toBe(words[2] === word);
      })
    );
  });

  it('is null for what is no address', () => {
    expect(['', 'localhost', '1.2.3', '1.2.3.4.5', 'gg::1', '999.1.1.1'].map(addressPrefix)).toEqual(
      new Array(6).fill(null)
    );
  });
});

describe('visitorHash', () => {
  it('tells parts apart, also at their borders, and is another under another salt', () => {
    expect(visitorHash('salt', ['a', 'b'])).toBe(visitorHash('salt', ['a', 'b']));
    expect(visitorHash('salt', ['a', 'b'])).toMatch(/^[0-9a-f]{32}$/);
    expect(visitorHash('salt', ['ab', ''])).not.toBe(visitorHash('salt', ['a', 'b']));
    expect(visitorHash('other', ['a', 'b'])).not.toBe(visitorHash('salt', ['a', 'b']));
  });
});
