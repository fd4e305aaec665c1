/**
 * Lets a script `require` the repository's TypeScript: each file is stripped of its types by @swc/core as it loads, and
 * kept in .tmp/ts by the hash of its source, so that a process which only measures need not hold a compiler.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const options = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
  configFile: false,
};
const folder = fileURLToPath(new URL('../.tmp/ts', import.meta.url));

/** require() relative to scripts/. */
export const requireTs = createRequire(import.meta.url);

const compile = (filename) => {
  const source = readFileSync(filename, 'utf8');
  const hash = createHash('sha256').update(JSON.stringify(options)).update(filename).update(source).digest('hex');
  const kept = path.join(folder, `${hash}.js`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const { code } = requireTs('@swc/core').transformSync(source, { ...options, filename });
  mkdirSync(folder, { recursive: true });
  // Renamed into place: another process may look for it meanwhile.
  writeFileSync(`${kept}.${process.pid}`, code);
  renameSync(`${kept}.${process.pid}`, kept);
  return code;
};

Module._extensions['.ts'] = (module, filename) => module._compile(compile(filename), filename);
