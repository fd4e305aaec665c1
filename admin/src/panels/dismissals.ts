import { useCallback, useEffect, useState } from 'react';

import { PLUGIN_ID } from '../pluginId';

/** fixed: hidden until the check says something else; irrelevant: hidden for good, in this entry and locale. */
export type Dismissal = 'fixed' | 'irrelevant';

/** By advice id; `verdict` is what the check said when it was put away. */
export type Dismissals = Readonly<Record<string, { readonly kind: Dismissal; readonly verdict: string }>>;

/** Entries remembered in one browser; the oldest are forgotten first. */
const ENTRIES_KEPT = 200;
const INDEX_KEY = `${PLUGIN_ID}.dismissals`;

type Store = Pick<Storage, 'getItem' | 'setItem'>;
/** Oldest entry first. */
type Saved = readonly (readonly [entry: string, dismissals: Dismissals])[];

const read = (store: Store): Saved => {
  try {
    const saved: unknown = JSON.parse(store.getItem(INDEX_KEY) ?? '[]');
    return Array.isArray(saved) ? (saved as Saved) : [];
  } catch {
    return []; // blocked or damaged storage: nothing was put away
  }
};

export const readDismissals = (store: Store, entry: string): Dismissals =>
  read(store).find(([name]) => name === entry)?.[1] ?? {};

export const writeDismissals = (store: Store, entry: string, dismissals: Dismissals): void => {
  const others = read(store).filter(([name]) => name !== entry);
  const kept = Object.keys(dismissals).length > 0 ? [...others, [entry, dismissals] as const] : others;
  try {
    store.setItem(INDEX_KEY, JSON.stringify(kept.slice(-ENTRIES_KEPT)));
  } catch {
    // full or blocked storage: it is put away until the page closes
  }
};

/** Whether an advice was put away. "Fixed" that still says the same stays away; one that says something new is back. */
export const isDismissed = (dismissals: Dismissals, id: string, verdict: string): boolean => {
  const dismissal = dismissals[id];
  return dismissal !== undefined && (dismissal.kind === 'irrelevant' || dismissal.verdict === verdict);
};

/** What was put away for one entry and locale, kept in this browser. */
export const useDismissals = (entry: string) => {
  const [dismissals, setDismissals] = useState<Dismissals>({});
  useEffect(() => setDismissals(readDismissals(localStorage, entry)), [entry]);

  const change = useCallback(
    (next: (before: Dismissals) => Dismissals) => {
      const after = next(readDismissals(localStorage, entry));
      writeDismissals(localStorage, entry, after);
      setDismissals(after);
    },
    [entry]
  );
  const dismiss = useCallback(
    (id: string, kind: Dismissal, verdict: string) => change((before) => ({ ...before, [id]: { kind, verdict } })),
    [change]
  );
  const restoreAll = useCallback(() => change(() => ({})), [change]);
  return { dismissals, dismiss, restoreAll };
};
