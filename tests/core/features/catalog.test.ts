import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CATALOG } from '../../../server/src/core/features/catalog';
import { SNAPSHOT_AGE_HOURS } from '../../../server/src/core/rollup/counters';
import { buildTrainingMatrix } from '../../../server/src/core/features/training-matrix';
import { DAY, START, syntheticSite } from './synthetic-site';

const PAGE = join(__dirname, '../../../docs/features.md');
const BEGIN = '<!-- catalog: made from server/src/core/features/catalog.ts -->';
const END = '<!-- end of catalog -->';
const HEAD = ['name', 'group', 'unit', 'range', 'formula', 'missing', 'editor can change it', 'reason'];

const line = (cells: readonly string[]) => `| ${cells.map((each) => each.replaceAll('|', '\\|')).join(' | ')} |`;
/** Padding and the length of rules are the formatter's business. */
const unpadded = (page: string) => page.replace(/ *\| */g, '|').replace(/-{3,}/g, '---');
const table = [
  line(HEAD),
  line(HEAD.map(() => '---')),
  ...CATALOG.map(({ name, group, unit, range, formula, missing, editable, reason }) =>
    line([`\`${name}\``, group, unit, range, formula, missing, editable ? 'yes' : 'no', reason ?? 'never'])
  ),
].join('\n');

describe('the catalog', () => {
  it('has at least 60 features of four groups, each once', () => {
    expect(CATALOG.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CATALOG.map(({ name }) => name)).size).toBe(CATALOG.length);
    expect(new Set(CATALOG.map(({ group }) => group))).toEqual(new Set(['content', 'text', 'context', 'early']));
  });

  it('has one row per feature in docs/features.md (UPDATE_DOCS=1 writes them)', () => {
    const page = readFileSync(PAGE, 'utf8');
    const [before, rest = ''] = page.split(BEGIN);
    const [, after = ''] = rest.split(END);
    const made = `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
    if (process.env['UPDATE_DOCS']) writeFileSync(PAGE, made);
    else expect(unpadded(page)).toBe(unpadded(made));
  });

  it('keeps what it says of range and missing values on a whole site', () => {
    const site = syntheticSite({ seed: 8, articles: 80, days: 60 });
    const { X, columns } = buildTrainingMatrix(site, { asOf: START + 90 * DAY, ageHours: SNAPSHOT_AGE_HOURS });
    const bound = (text: string) => (text === '∞' ? Infinity : text === '-∞' ? -Infinity : Number(text));
    for (const { name, group, range, missing } of CATALOG) {
      const [low, high] = range.split('..').map(bound);
      const column = columns.indexOf(name);
      for (let row = 0; row < X.nRows; row++) {
        const value = X.data[row * X.nColumns + column]!;
        // Content features come from the snapshot, which here has few.
        if (Number.isNaN(value)) expect([name, group === 'content' || missing !== 'never']).toEqual([name, true]);
        else expect([name, value >= low! && value <= high!]).toEqual([name, true]);
      }
    }
  });
});
