import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FAMILIES } from '../../admin/src/text/families';
import en from '../../admin/src/translations/en.json';

import { intl } from './support/render';

const SOURCE = join(__dirname, '../../admin/src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, code: readFileSync(join(SOURCE, path), 'utf8') }));
const code = files.map((file) => file.code).join('\n');
const keys = Object.keys(en) as (keyof typeof en)[];
const inFamily = (key: string) => FAMILIES.some((family) => key.startsWith(`${family}.`));
/** Keys put together in a template, such as t(`curve.${trend}`). */
const templates = [...code.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(([, prefix]) => prefix as string);

describe('texts', () => {
  it('are used: every message is named in the code, or belongs to a family of codes', () => {
    const unused = keys.filter(
      (key) => !inFamily(key) && !code.includes(`'${key}'`) && !templates.some((prefix) => key.startsWith(prefix))
    );
    expect(unused).toEqual([]);
  });

  it('exist: every id in the code has a message', () => {
    const used = [...code.matchAll(/(?:\bt\(|title\()\s*'([^']+)'/g)].map(([, key]) => key as string);
    expect(used.length).toBeGreaterThan(150);
    expect(used.filter((key) => !(key in en))).toEqual([]);
  });

  it('exist for every family', () => {
    expect(FAMILIES.filter((family) => !keys.some((key) => key.startsWith(`${family}.`)))).toEqual([]);
  });

  it('are the same in index.ts as in en.json, where Strapi shows them before ours are loaded', () => {
    const index = files.find(({ path }) => path === 'index.ts')?.code ?? '';
    for (const [, key, message] of index.matchAll(/title\('([^']+)', '([^']+)'\)/g)) {
      expect([key, en[key as keyof typeof en]]).toEqual([key, message]);
    }
  });

  it('are well formed', () => {
    for (const key of keys) expect(() => intl.formatters.getMessageFormat(en[key], 'en')).not.toThrow();
  });

  it('are never written into components', () => {
    const offences = files.flatMap(({ path, code: source }) => {
      if (!path.endsWith('.tsx')) return [];
      const betweenTags = [...source.matchAll(/<[A-Za-z][^<>]*[^=<>]>\s*([A-Z][a-z]+(?: [a-z]+)*[^<>{}]*)</g)];
      const attributes = [
        ...source.matchAll(/\b(?:label|title|placeholder|aria-label|alt|hint)="([^"]*[A-Za-z]{2,}[^"]*)"/g),
      ];
      return [...betweenTags, ...attributes].map(([, words]) => `${path}: ${words}`);
    });
    expect(offences).toEqual([]);
  });
});
