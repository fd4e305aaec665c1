import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { sha256 } from '../../server/src/core/sha256';

describe('sha256', () => {
  it('is the digest of the standard (FIPS 180-4, example of one block)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('is what the incremental hash makes of any text, halves of characters included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(0xffff), (text, code) => {
        const given = text + String.fromCharCode(code);
        expect(sha256(given)).toBe(createHash('sha256').update(given).digest('hex'));
      })
    );
  });
});
