/** What a harness and its processes say to each other. Sent as structured clones: dates stay dates. */
export type Order = { readonly id: number; readonly args: readonly unknown[] } & (
  { readonly service: string; readonly method: string } | { readonly file: string; readonly name: string }
);

export type FromSite =
  | { readonly ready: true }
  /** What `npx foresight worker` says to whoever started it. */
  | 'ready'
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string | null } };
