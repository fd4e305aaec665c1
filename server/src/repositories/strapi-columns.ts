import { randomFillSync } from 'node:crypto';

import type { Knex } from 'knex';

import type { Value } from './statements';
import { toColumn } from './time';

/** Columns Strapi gives every content type and fills itself; a row inserted by SQL must fill them by hand. */
export const STRAPI_COLUMNS = ['document_id', 'created_at', 'updated_at', 'published_at'] as const;

export const strapiValues = (knex: Knex, now: number, updatedAt = now): Value[] => [
  orderedId(now),
  toColumn(knex, now),
  toColumn(knex, updatedAt),
  toColumn(knex, now),
];

/** Time first, then chance: ids of rows made after one another land side by side in the index. 24 hex digits. */
export const orderedId = (now: number): string =>
  Math.max(0, Math.floor(now)).toString(16).padStart(12, '0').slice(-12) + chance();

/** Drawn for many ids at once: one at a time it costs more than all else an id is made of. */
const drawn = Buffer.alloc(6 * 512);
let used = drawn.length;

/** 12 hex digits. */
function chance(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  return drawn.toString('hex', used, (used += 6));
}
