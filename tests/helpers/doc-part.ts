/** Parts of the documentation that are made, not written: a test holds them equal, or writes them when asked to. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const marks = (name: string) => [`<!-- made: ${name} -->`, `<!-- end: ${name} -->`] as const;

/** FORESIGHT_WRITE_DOCS=1 writes the part instead. @returns what the page holds between its marks. */
export function docPart(page: string, name: string, made: string): string {
  const file = path.resolve(__dirname, '../../docs', page);
  const text = readFileSync(file, 'utf8');
  const [begin, end] = marks(name);
  const [before = '', rest = ''] = text.split(begin);
  const [held = '', after = ''] = rest.split(end);
  if (process.env['FORESIGHT_WRITE_DOCS'] !== '1') return held.trim();
  writeFileSync(file, `${before}${begin}\n\n${made}\n\n${end}${after}`);
  return made;
}
