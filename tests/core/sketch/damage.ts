import type { Random } from '../../../server/src/core/math/random';
import { frame, type Form } from '../../../server/src/core/sketch/frame';

/** What is thrown, by its code. */
const REFUSED = expect.objectContaining({ code: 'SKETCH_CORRUPT' });

/** Cut, lengthened, and with any byte changed, bytes are refused; so are bodies no encoder makes, whatever their checksum. */
export function expectDamageRefused(random: Random, bytes: Uint8Array, decode: (bytes: Uint8Array) => unknown): void {
  for (let i = 0; i < 60; i++) {
    const cut = bytes.slice(0, random.int(bytes.length));
    expect(() => decode(cut)).toThrow(REFUSED);
    const changed = bytes.slice();
    const at = random.int(bytes.length);
    changed[at] = changed[at]! ^ (1 + random.int(255));
    expect(() => decode(changed)).toThrow(REFUSED);
  }
  expect(() => decode(Uint8Array.of(...bytes, 0))).toThrow(REFUSED);
}

/** Bodies that are framed well and mean nothing. */
export function expectBodiesRefused(
  bodies: readonly (readonly [Form, readonly number[]])[],
  decode: (bytes: Uint8Array) => unknown
) {
  for (const [form, body] of bodies) expect(() => decode(frame(form, body))).toThrow(REFUSED);
}
