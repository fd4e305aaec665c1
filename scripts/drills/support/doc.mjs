import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../lib.mjs';

const TITLE =
  '# Drills\n\nWritten by `npm run drill`, never by hand; the newest line of a table is its last. A "+" behind a commit: with\nchanges on top of it.\n';

/**
 * Appends a line to a drill's table in docs/drills.md, or in the file that FORESIGHT_DRILLS_DOC names (rehearsals).
 *
 * @param name     heading of its section
 * @param section  what the drill does, and the head of its table, for when the section isn't there yet
 */
export const writeDoc = (name, section, cells) => {
  const file = process.env.FORESIGHT_DRILLS_DOC ?? path.join(root, 'docs', 'drills.md');
  mkdirSync(path.dirname(file), { recursive: true });
  let text = existsSync(file) ? readFileSync(file, 'utf8') : TITLE;
  if (!text.includes(`\n## ${name}\n`)) text = `${text.trimEnd()}\n\n## ${name}\n\n${section}\n`;
  const lines = text.split('\n');
  let end = lines.indexOf(`## ${name}`);
  while (!lines[end].startsWith('|')) end++;
  while (lines[end]?.startsWith('|')) end++;
  lines.splice(end, 0, `| ${cells.join(' | ')} |`);
  writeFileSync(file, lines.join('\n'));
};
