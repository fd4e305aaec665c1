/** The tracker as the plugin serves it: one script for a tag, made as small as it gets. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { minify } from '@swc/core';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Browsers of 2021 and later. */
const TARGET = 'es2021';

/** @returns the script's bytes. */
export const bundleTracker = async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'client', 'src', 'tracker', 'script.ts')],
    bundle: true,
    format: 'iife',
    target: TARGET,
    charset: 'utf8',
    legalComments: 'none',
    // Without it every script says that it is strict.
    tsconfigRaw: {},
    write: false,
  });
  // Functions stay where they are written: inlined ones are shorter, but compress worse (by 40 bytes).
  const compress = { ecma: 2021, passes: 3, inline: 0, reduce_funcs: false };
  const { code } = await minify(outputFiles[0].text, { ecma: 2021, compress, mangle: true });
  return Buffer.from(code);
};

export const buildTracker = async () => {
  const folder = path.join(root, 'dist', 'tracker');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'tracker.js'), await bundleTracker());
};
