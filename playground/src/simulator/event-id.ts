/**
 * An event id in the form of a UUIDv7: the event's time first, so that the index grows at its end,
 * then the seed and the event's number. Equal input gives an equal id, so loading twice counts once.
 */
export function eventIdOf(at: number, seed: number, index: number): string {
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0').slice(-12);
  const part = (seed >>> 0).toString(16).padStart(8, '0');
  const number = index.toString(16).padStart(10, '0').slice(-10);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${part.slice(0, 3)}-8${part.slice(3, 6)}-${part.slice(6)}${number}`;
}
