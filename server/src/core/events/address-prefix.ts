import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network an address belongs to: IPv4 /24 (`192.0.2.0/24`), IPv6 /48 (`2001:db8:1::/48`); null for no address.
 * An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) counts as IPv4.
 */
export function addressPrefix(ip: string): string | null {
  const address = ip
    .trim()
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '');
  if (isIPv4(address)) return prefixOf4(address);
  if (!isIPv6(address)) return null;

  const words = wordsOf6(address);
  const mapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  if (mapped) return `${words[6]! >> 8}.${words[6]! & 255}.${words[7]! >> 8}.0/24`;
  const [a, b, c] = words;
  return `${a!.toString(16)}:${b!.toString(16)}:${c!.toString(16)}::/48`;
}

const prefixOf4 = (address: string) => `${address.split('.').slice(0, 3).join('.')}.0/24`;

/** The eight 16-bit words of a valid IPv6 address. */
function wordsOf6(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const left = wordsOf(head);
  const right = tail === undefined ? [] : wordsOf(tail);
  const gap = new Array<number>(8 - left.length - right.length).fill(0);
  return [...left, ...gap, ...right];
}

function wordsOf(part: string): number[] {
  if (part === '') return [];
  return part.split(':').flatMap((word) => {
    if (!word.includes('.')) return [parseInt(word, 16)];
    const [a, b, c, d] = word.split('.').map(Number);
    return [a! * 256 + b!, c! * 256 + d!];
  });
}
