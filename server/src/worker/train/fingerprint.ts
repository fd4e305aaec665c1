import { createHash } from 'node:crypto';

import { CATALOG } from '../../core/features/catalog';

/** sha256 as hex over numbers and strings in order: equal data in equal order has the same one. */
export function hashOf(...parts: readonly (Float32Array | Float64Array | readonly string[])[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    if (ArrayBuffer.isView(part)) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    else for (const text of part) hash.update(`${text.length}:${text}`);
  }
  return hash.digest('hex');
}

/** Hash of a recipe: what was decided before seeing the data. Two versions with equal ones differ by their data only. */
export const recipeHashOf = (recipe: Readonly<Record<string, unknown>>): string => hashOf([JSON.stringify(recipe)]);

/** Changes whenever a feature is added, removed or defined otherwise. */
export const catalogVersion = (): string =>
  hashOf([JSON.stringify(CATALOG.map(({ name, unit, formula, missing }) => [name, unit, formula, missing]))]).slice(
    0,
    12
  );
