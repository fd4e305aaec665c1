import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CORE_ERROR_CODES } from '../../server/src/core/errors';
import { STATUS } from '../../server/src/middlewares/core-errors';

const page = readFileSync(path.resolve(__dirname, '../../docs/errors.md'), 'utf8');
const sections = [...page.matchAll(/^## ([A-Z_]+)\n+(.*)$/gm)].map(([, code, first]) => ({ code, first: first! }));

describe('docs/errors.md', () => {
  it('has one section per error code, in the order of the catalogue', () => {
    expect(sections.map(({ code }) => code)).toEqual(CORE_ERROR_CODES);
  });

  it('names the HTTP status each code is answered with', () => {
    for (const { code, first } of sections) {
      const status = /^HTTP (\d+)\./.exec(first)?.[1];
      if (status !== undefined) expect([code, Number(status)]).toEqual([code, STATUS[code as keyof typeof STATUS]]);
    }
  });
});
