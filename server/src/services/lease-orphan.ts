/** A process as leases name it. The nonce tells a restarted process from its former self under the same pid. */
export interface Process {
  readonly host: string;
  readonly pid: number;
  readonly nonce: string;
}

/**
 * Whether the holder of a lease ran on this machine and is gone, killed before it could give the lease back.
 * Without this, a restart after `kill -9` would wait for the lease to run out.
 */
export function isOrphan(holder: string, self: Process, isAlive: (pid: number) => boolean): boolean {
  const [host, pid, nonce] = holder.split('#');
  if (host !== self.host || pid === undefined || nonce === undefined) return false;
  if (Number(pid) === self.pid) return nonce !== self.nonce;
  return !isAlive(Number(pid));
}
