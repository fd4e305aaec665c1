import { BlockList, isIP } from 'node:net';

const LOCAL = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  LOCAL.addSubnet(network, bits, 'ipv4');
}
LOCAL.addAddress('::1', 'ipv6');
LOCAL.addSubnet('fc00::', 7, 'ipv6');
LOCAL.addSubnet('fe80::', 10, 'ipv6');

/** Begins the hash of a network that no stranger can write from: this machine, its network, or a proxy in it. */
export const LOCAL_MARK = 'local-';

/** Asking the list is dear, and most addresses show at once that they are none of these. */
const MAY_BE_LOCAL = /^(?:10|100|127|169|172|192)\.|:/;

/** Whether an address is one of those that are not routed on the internet (RFC 1918, 4193, 4291, 6598). */
export function isLocalAddress(ip: string): boolean {
  const address = ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  if (!MAY_BE_LOCAL.test(address)) return false;
  const family = isIP(address);
  return family !== 0 && LOCAL.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** A network's hash, marked where it is a local one: the mark tells nobody anything, and outlives the salt. */
export const markedSource = (hash: string, address: string): string =>
  isLocalAddress(address) ? LOCAL_MARK + hash : hash;

/** Whether events of this source may be a stranger's: not a server's with its token (null), nor of the own network. */
export const isStrange = (source: string | null): source is string => source !== null && !source.startsWith(LOCAL_MARK);
