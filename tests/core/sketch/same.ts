/** Whether two sketches, or their bytes, are equal: at once, where jest's own comparison takes milliseconds. */
export const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
