/** What some work returns, and the CPU seconds the process spent on it, all its threads included. */
export function timed<T>(work: () => T): [T, number] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1e6];
}
