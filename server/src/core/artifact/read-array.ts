import { corrupt } from './decode';
import { ARRAY_TYPES, type Artifact, type ArrayTypeName } from './types';

type ArrayOf<T extends ArrayTypeName> = InstanceType<(typeof ARRAY_TYPES)[T]>;

/**
 * One array of a decoded artifact, of the type its reader expects and, where given, of that length.
 *
 * @throws {CoreError} ARTIFACT_CORRUPT when it is absent or other than expected.
 */
export function readArray<T extends ArrayTypeName>(
  artifact: Artifact,
  name: string,
  type: T,
  length?: number
): ArrayOf<T> {
  const array = Object.hasOwn(artifact.arrays, name) ? artifact.arrays[name] : undefined;
  if (!(array instanceof ARRAY_TYPES[type]))
    throw corrupt(`array ${name} of ${type}`, array?.constructor.name ?? 'none');
  if (length !== undefined && array.length !== length) throw corrupt(`${length} values in ${name}`, `${array.length}`);
  return array as ArrayOf<T>;
}
