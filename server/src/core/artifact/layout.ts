/**
 * The container, little-endian, every array starting at a multiple of 8:
 *
 *     0   magic "FORESITE"      8   container version (u32)   12   length of the whole (u32)
 *    16   sha256 of all other bytes (32)
 *    48   length of the header (u32)      52   header, JSON      …   arrays, zero-padded to 8
 *
 * Bytes 0..47 stay where they are in every later version, so damage is told from novelty before anything is read.
 */
import { createHash } from 'node:crypto';

export const MAGIC = 'FORESITE';
export const CONTAINER_VERSION = 1;
/** Largest artifact written or read: 32 MB. */
export const MAX_ARTIFACT_BYTES = 32 * 1024 * 1024;

export const VERSION_AT = 8;
export const LENGTH_AT = 12;
export const DIGEST_AT = 16;
export const HEADER_LENGTH_AT = 48;
export const HEADER_AT = 52;

export const align8 = (offset: number): number => (offset + 7) & ~7;

/** One array's place, as the header lists it; offsets count from the first array. */
export interface ArrayEntry {
  readonly name: string;
  readonly type: string;
  readonly length: number;
  readonly offset: number;
}

/** sha256 over everything but the place where it is written. */
export function digestOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes.subarray(0, DIGEST_AT)).update(bytes.subarray(HEADER_LENGTH_AT)).digest();
}

/** sha256 of the whole artifact as 64 hex digits: the name its bytes go by in the registry. */
export function artifactChecksum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
