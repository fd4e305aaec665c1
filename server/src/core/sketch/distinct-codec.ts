/**
 * Bytes of a `Distinct`. Up to 1,024 registers in use are listed, each with its rank, about two bytes apiece: five visitors
 * take 15 bytes. More are packed, six bits each: 3,077 bytes, whatever came. Which form it is depends on the registers
 * alone, so equal sketches have equal bytes.
 */
import { type Distinct, emptyDistinct, MAX_RANK, REGISTERS } from './distinct';
import { corruptSketch, frame, unframe } from './frame';
import { readVarints, writeVarint } from './varint';

const MOST_LISTED = REGISTERS / 4;
/** A register and its rank as one number: register x 64 + rank. */
const RANKS = 64;

export function encodeDistinct(registers: Distinct): Uint8Array {
  let used = 0;
  for (const rank of registers) if (rank > 0) used++;
  return used <= MOST_LISTED ? frame('distinctSparse', listed(registers)) : frame('distinctDense', packed(registers));
}

/** @throws {CoreError} SKETCH_CORRUPT for anything that `encodeDistinct` did not make. */
export function decodeDistinct(bytes: Uint8Array): Distinct {
  const { form, body } = unframe(bytes, ['distinctSparse', 'distinctDense']);
  const registers = form === 'distinctSparse' ? fromList(body) : unpacked(body);
  if (registers.some((rank) => rank > MAX_RANK)) throw corruptSketch(`ranks up to ${MAX_RANK}`, 'a higher one');
  return registers;
}

function listed(registers: Distinct): number[] {
  const out: number[] = [];
  let last = 0;
  registers.forEach((rank, register) => {
    if (rank === 0) return;
    const entry = register * RANKS + rank;
    writeVarint(out, entry - last);
    last = entry;
  });
  return out;
}

function fromList(body: Uint8Array): Distinct {
  const registers = emptyDistinct();
  let entry = 0;
  let before = -1;
  for (const step of readVarints(body)) {
    entry += step;
    const register = Math.floor(entry / RANKS);
    if (register <= before || register >= REGISTERS || entry % RANKS === 0) {
      throw corruptSketch('registers in use, ascending', `${entry}`);
    }
    registers[register] = entry % RANKS;
    before = register;
  }
  return registers;
}

/** Four registers in three bytes. */
function packed(registers: Distinct): Uint8Array {
  const out = new Uint8Array((REGISTERS * 3) / 4);
  for (let from = 0, to = 0; from < REGISTERS; from += 4, to += 3) {
    const four =
      (registers[from]! << 18) | (registers[from + 1]! << 12) | (registers[from + 2]! << 6) | registers[from + 3]!;
    out[to] = four >> 16;
    out[to + 1] = (four >> 8) & 255;
    out[to + 2] = four & 255;
  }
  return out;
}

function unpacked(body: Uint8Array): Distinct {
  if (body.length !== (REGISTERS * 3) / 4) throw corruptSketch(`${(REGISTERS * 3) / 4} bytes`, `${body.length}`);
  const registers = emptyDistinct();
  for (let from = 0, to = 0; from < body.length; from += 3, to += 4) {
    const four = (body[from]! << 16) | (body[from + 1]! << 8) | body[from + 2]!;
    registers[to] = four >> 18;
    registers[to + 1] = (four >> 12) & 63;
    registers[to + 2] = (four >> 6) & 63;
    registers[to + 3] = four & 63;
  }
  return registers;
}
