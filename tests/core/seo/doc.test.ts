import { readFileSync } from 'node:fs';
import path from 'node:path';

import { seoChecks } from '../../../server/src/core/seo';

const page = readFileSync(path.resolve(__dirname, '../../../docs/seo.md'), 'utf8');
const sections = page.split(/^## /m).slice(1);

describe('docs/seo.md', () => {
  it('has one section per check, in the order of the checks', () => {
    expect(sections.map((section) => section.split('\n', 1)[0])).toEqual(seoChecks.map(({ id }) => id));
  });

  it('says of each check what it looks at, why, from which number on and by whose word', () => {
    for (const section of sections)
      expect(section.match(/\*\*(?:What|Why|Thresholds|Source):\*\*/g)).toEqual([
        '**What:**',
        '**Why:**',
        '**Thresholds:**',
        '**Source:**',
      ]);
  });
});
