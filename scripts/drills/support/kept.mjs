import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../lib.mjs';

export const drillsFolder = process.env.FORESIGHT_DRILLS_FOLDER ?? path.join(root, '.tmp', 'drills');

/** Results of a drill's units (a seed, a night), kept as soon as they are there: a drill that was stopped goes on. */
export const keptResults = (name, hash) => {
  mkdirSync(drillsFolder, { recursive: true });
  const file = path.join(drillsFolder, `${name}-${hash}.jsonl`);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const results = new Map(lines.map((line) => JSON.parse(line)).map((result) => [result.unit ?? result.seed, result]));
  return {
    get: (unit) => results.get(unit),
    add(unit, result) {
      const kept = { unit, ...result };
      appendFileSync(file, `${JSON.stringify(kept)}\n`);
      results.set(unit, kept);
      return kept;
    },
  };
};
