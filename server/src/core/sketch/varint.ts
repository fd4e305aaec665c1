/** Whole numbers from 0 to 2^53 - 1 in as few bytes as they need: seven bits a byte, the lowest first. */
import { corruptSketch } from './frame';

/** Append a number. */
export function writeVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

/** All numbers of a byte string. @throws {CoreError} SKETCH_CORRUPT when one is cut off, too large or longer than it need be. */
export function readVarints(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte & 127) * scale;
    if (!Number.isSafeInteger(value)) throw corruptSketch('numbers below 2^53', 'a larger one');
    if (byte >= 128) {
      scale *= 128;
      continue;
    }
    if (byte === 0 && scale > 1) throw corruptSketch('numbers in their shortest form', 'a longer one');
    values.push(value);
    value = 0;
    scale = 1;
  }
  if (scale > 1) throw corruptSketch('whole numbers', 'one cut off');
  return values;
}
