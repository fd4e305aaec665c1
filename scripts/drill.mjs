/**
 * npm run drill -- NAME [options]: a proof too long for npm test. Each is a file in scripts/drills: it is seeded, keeps
 * the result of every unit of its work as soon as it is there (so that one which was stopped goes on, unless the code
 * changed), appends its result to docs/drills.md, and fails when its bar is missed.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { install, root } from './lib.mjs';

const folder = path.join(root, 'scripts', 'drills');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => path.basename(file, '.mjs'));
const load = (name) => import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);

const printHelp = async () => {
  console.log('npm run drill -- NAME [options]\n');
  for (const name of names) console.log(`  ${(await load(name)).help}`);
};

const main = async () => {
  const [name, ...args] = process.argv.slice(2);
  if (!names.includes(name)) {
    await printHelp();
    if (name !== undefined && !name.startsWith('-')) console.error(`\nno drill "${name}"`);
    return name === '--help' || name === '-h' ? 0 : 2;
  }
  const drill = await load(name);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`npm run drill -- ${drill.help}`);
    return 0;
  }
  // In a clone without packages only: a drill must not change what is installed.
  if (!existsSync(path.join(root, 'node_modules', '@swc', 'core'))) await install();
  return (await drill.run(args)) ? 0 : 1;
};

main().then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  }
);
