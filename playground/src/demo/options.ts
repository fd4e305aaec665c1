import { readFileSync } from 'node:fs';

import { worldFrom, type WorldEffects } from '../simulator';

/** What `scripts/demo.mjs` asks for. */
export interface DemoOptions {
  readonly seed: number;
  readonly world: WorldEffects;
  /** Folder of a real data set instead of the invented world. */
  readonly data: string | null;
  /** Listen and keep running when everything is loaded. */
  readonly start: boolean;
  /** Measure `GET /_health` before and during the nightly job. */
  readonly probe: boolean;
}

export const DAYS = 120;
/** Articles of the invented world in the main locale: the written ones and as many short ones as that takes. */
export const ARTICLES = 330;

/** Reads the JSON that `scripts/demo.mjs` passes in FORESIGHT_DEMO. */
export function demoOptions(): DemoOptions {
  const given = JSON.parse(process.env['FORESIGHT_DEMO'] ?? '{}') as {
    seed?: number;
    world?: string | null;
    data?: string | null;
    start?: boolean;
    probe?: boolean;
  };
  return {
    seed: given.seed ?? 42,
    world: worldFrom(given.world ? JSON.parse(readFileSync(given.world, 'utf8')) : {}),
    data: given.data ?? null,
    start: given.start ?? true,
    probe: given.probe ?? false,
  };
}
