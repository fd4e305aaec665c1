/** Lets a script `require` the repository's TypeScript: each file is stripped of its types by @swc/core as it loads. */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';

import { transformSync } from '@swc/core';

const options = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
  configFile: false,
};

Module._extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);

/** require() relative to scripts/. */
export const requireTs = createRequire(import.meta.url);
