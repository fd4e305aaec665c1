export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The array types a model may hold, by the name written into the file. */
export const ARRAY_TYPES = {
  f32: Float32Array,
  f64: Float64Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i16: Int16Array,
  i32: Int32Array,
} as const;

export type ArrayTypeName = keyof typeof ARRAY_TYPES;
export type TypedArray = Float32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array;

/** What a model is, as bytes: who reads it (`kind`, `formatVersion`), what it says of itself, and its numbers. */
export interface Artifact {
  readonly kind: string;
  /** Version of this kind's own format; the container has another. */
  readonly formatVersion: number;
  readonly meta: JsonObject;
  readonly arrays: Readonly<Record<string, TypedArray>>;
}
