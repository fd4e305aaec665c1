import { createAddressReader } from '../../../server/src/services/ingest/client-address';

describe('createAddressReader', () => {
  it('believes nobody when no proxy is trusted', () => {
    const read = createAddressReader([]);
    expect(read('203.0.113.9', '1.2.3.4')).toBe('203.0.113.9');
    expect(read('::ffff:203.0.113.9', undefined)).toBe('203.0.113.9');
    expect(read(undefined, '1.2.3.4')).toBe('');
  });

  it('takes the first address from the right that is no trusted proxy', () => {
    const read = createAddressReader(['10.0.0.0/8', '2001:db8::1', 'nonsense']);
    expect(read('10.1.1.1', '6.6.6.6, 203.0.113.9, 10.2.2.2')).toBe('203.0.113.9');
    expect(read('2001:db8::1', '6.6.6.6, [2001:db8::7]:443')).toBe('2001:db8::7');
    expect(read('198.51.100.1', '203.0.113.9')).toBe('198.51.100.1');
    expect(read('10.1.1.1', undefined)).toBe('10.1.1.1');
    expect(read('10.1.1.1', 'unknown, <script>')).toBe('10.1.1.1');
  });
});
