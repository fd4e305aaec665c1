import { readLogLine, withoutPeople } from '../../../server/src/core/import';

const AT = Date.UTC(2026, 10, 22, 2, 0, 0);
const line = (text: string) => {
  const read = readLogLine(text);
  if (!read.ok) throw new Error(`${read.got}; expected ${read.expected}`);
  return read.line;
};

describe('a line of an access log', () => {
  it('is read as nginx and Apache write it', () => {
    expect(
      line(
        '203.0.113.7 - - [22/Nov/2026:03:00:00 +0100] "GET /articles/a?utm_source=x HTTP/1.1" 200 512 "https://news.example/" "Mozilla/5.0 (X11)"'
      )
    ).toEqual({
      address: '203.0.113.7',
      at: AT,
      method: 'GET',
      target: '/articles/a?utm_source=x',
      status: 200,
      referrer: 'https://news.example/',
      userAgent: 'Mozilla/5.0 (X11)',
    });
  });

  it.each([
    ['common, without referrer and user agent', '::1 - - [22/Nov/2026:02:00:00 +0000] "GET /a HTTP/1.0" 304 -'],
    ['of a virtual host', 'site.example:443 ::1 - - [22/Nov/2026:02:00:00 +0000] "GET /a HTTP/2.0" 304 0'],
    ['of a user whose name has blanks', '::1 - Ada L [22/Nov/2026:02:00:00 +0000] "GET /a HTTP/2.0" 304 0'],
  ])('may be %s', (_, text) => {
    expect(line(text)).toMatchObject({ address: '::1', at: AT, target: '/a', status: 304, referrer: undefined });
  });

  it('takes "-" for nothing, and leaves alone what follows the user agent', () => {
    const read = line('1.2.3.4 - - [21/Nov/2026:20:30:00 -0530] "GET /a HTTP/1.1" 200 5 "-" "-" 0.004 "10.0.0.1"');
    expect(read).toMatchObject({ at: AT, referrer: '', userAgent: '' });
  });

  it.each([
    ['nginx, bytes', String.raw`a\x22b\xC3\xA9`, 'a"bé'],
    ['Apache, signs', String.raw`a\"b\\c\t`, 'a"b\\c\t'],
  ])('has its escapes read: %s', (_, written, meant) => {
    const text = `1.2.3.4 - - [22/Nov/2026:02:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "${written}"`;
    expect(line(text).userAgent).toBe(meant);
  });

  it.each(['-', String.raw`\x16\x03\x01`, 'quit', 'get /a HTTP/1.1'])(
    'may have a request that is none: %s',
    (request) => {
      expect(line(`1.2.3.4 - - [22/Nov/2026:02:00:00 +0000] "${request}" 400 0 "-" "-"`)).toMatchObject({
        method: '',
        target: '',
      });
    }
  );

  it.each([
    'nothing of the kind',
    '1.2.3.4 - - [22/Nov/2026:02:00:00 +0000] "GET /a HTTP/1.1" 200',
    '1.2.3.4 - - [22/Nov/2026:02:00:00 +0000] "GET /a HTTP/1.1" 200 5 "unclosed',
    '1.2.3.4 - - [31/Feb/2026:02:00:00 +0000] "GET /a HTTP/1.1" 200 5',
    '1.2.3.4 - - [22/Foo/2026:02:00:00 +0000] "GET /a HTTP/1.1" 200 5',
    '1.2.3.4 - - [22/Nov/2026:25:00:00 +0000] "GET /a HTTP/1.1" 200 5',
  ])('is broken: %s', (text) => {
    expect(readLogLine(text)).toMatchObject({ ok: false });
  });

  it('is shown without who asked', () => {
    const shown = withoutPeople('203.0.113.7 2001:db8::17 2001:db8:0:0:1:2:3:4 ada@site.example at 02:00:00 said');
    expect(shown).toBe('"… … … … at 02:00:00 said"');
  });

  it('is read in time that grows with its length alone', () => {
    const started = performance.now();
    readLogLine(`1.2.3.4 - ${'- ['.repeat(20_000)}`);
    readLogLine(`1.2.3.4 - - [22/Nov/2026:02:00:00 +0000] "${'\\"'.repeat(30_000)}`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
