/**
 * What every sketch looks like as bytes: one byte that says which it is, its body, four bytes of checksum.
 *
 *     0   form (u8)      1   body      length - 4   CRC-32 of all before it, little-endian
 *
 * A CRC-32 finds every change that lies within 32 neighbouring bits, and of all others all but one in 4,000 million.
 * Equal sketches have equal bytes, so bytes may be compared instead of sketches.
 */
import { CoreError } from '../errors';

/** Which sketch a byte string holds. A number is never given to another form. */
export const FORMS = { distinctSparse: 1, distinctDense: 2, engaged: 3, scroll: 4 } as const;
export type Form = keyof typeof FORMS;

const CHECK_BYTES = 4;

export function frame(form: Form, body: readonly number[] | Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + body.length + CHECK_BYTES);
  bytes[0] = FORMS[form];
  bytes.set(body, 1);
  new DataView(bytes.buffer).setUint32(1 + body.length, crc32(bytes.subarray(0, 1 + body.length)), true);
  return bytes;
}

/**
 * Form and body of a framed sketch.
 *
 * @param among forms that are expected here.
 * @throws {CoreError} SKETCH_CORRUPT for anything cut, changed or foreign.
 */
export function unframe(bytes: Uint8Array, among: readonly Form[]): { readonly form: Form; readonly body: Uint8Array } {
  const end = bytes.length - CHECK_BYTES;
  if (end < 1) throw corruptSketch(`at least ${1 + CHECK_BYTES} bytes`, `${bytes.length}`);
  const said = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(end, true);
  if (crc32(bytes.subarray(0, end)) !== said) throw corruptSketch('bytes that match their checksum', 'others');
  const form = among.find((name) => FORMS[name] === bytes[0]);
  if (form === undefined) throw corruptSketch(among.join(' or '), `form ${bytes[0]}`);
  return { form, body: bytes.subarray(1, end) };
}

export const corruptSketch = (expected: string, got: string): CoreError<'SKETCH_CORRUPT'> =>
  new CoreError('SKETCH_CORRUPT', { expected, got });

/** Source: ISO 3309 (1991), reflected polynomial 0xEDB88320. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
}
