/** Which code a result belongs to. A drill names the folders it depends on. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../lib.mjs';

const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

/** A hash of every file below `folders`, and of `extra`: results kept under another hash are of other code. */
export const hashOfCode = (folders, extra = '') => {
  const hash = createHash('sha256');
  const files = git('ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders).split('\n');
  for (const file of [...new Set(files)].sort()) {
    const full = path.join(root, file);
    if (existsSync(full)) hash.update(file).update(readFileSync(full));
  }
  return hash.update(extra).digest('hex').slice(0, 16);
};

/** Commit of the tree, and "+" when files below `folders` have changed since. */
export const commitOf = (folders) => {
  const changed = git('status', '--porcelain', '--', ...folders);
  return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '+'}`;
};
