import { BlockList, isIP } from 'node:net';

/**
 * Who sent a request. `X-Forwarded-For` is believed only as far as it was written by proxies we were told to trust:
 * read from the right, the first address that is no trusted proxy is the sender. Anything a browser writes there
 * stands further left and is never reached.
 *
 * @param trustedProxies addresses or networks such as `10.0.0.0/8`.
 */
export function createAddressReader(
  trustedProxies: readonly string[]
): (socketAddress: string | undefined, forwardedFor: string | undefined) => string {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) {
    const [address = '', bits] = proxy.split('/');
    const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) continue;
    if (bits === undefined) trusted.addAddress(address, kind);
    else trusted.addSubnet(address, Number(bits), kind);
  }
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

  return (socketAddress, forwardedFor) => {
    let sender = plainAddress(socketAddress ?? '');
    const hops = forwardedFor === undefined ? [] : forwardedFor.split(',').map(plainAddress);
    while (isIP(sender) !== 0 && isTrusted(sender)) {
      const before = hops.pop();
      if (before === undefined || isIP(before) === 0) break;
      sender = before;
    }
    return sender;
  };
}

/** IPv4 inside IPv6 as IPv4; brackets, port and blanks removed. */
const plainAddress = (address: string): string =>
  address
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
