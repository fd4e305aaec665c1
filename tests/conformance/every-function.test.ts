/** Every function of a repository that talks to a database is called by a suite here, and so on every database. */
import fs from 'node:fs';
import path from 'node:path';

const REPOSITORIES = path.resolve(__dirname, '../../server/src/repositories');

/** These ask a connection for its dialect only, or the configuration. */
const TALK_TO_NOBODY = ['isSqlite', 'toColumn', 'selectMs', 'databaseNow', 'strapiValues', 'databaseClient'];

/** What takes a connection, a host or a specification first. */
const TAKES = String.raw`\(\s*\w+: (?:Knex|Core\.Strapi|ConnectionSpec)\b`;
const DECLARED = new RegExp(
  String.raw`^export (?:(?:async )?function\*?|async function\*|const) (\w+)(?: = (?:async )?)?(?:<[^>]*>)?${TAKES}`,
  'gm'
);

const textsBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));

it('leaves out none', () => {
  const declared = textsBelow(REPOSITORIES).flatMap((text) =>
    [...text.matchAll(DECLARED)].map(([, name]) => name ?? '')
  );
  expect(declared.length).toBeGreaterThan(90);
  const suites = textsBelow(__dirname).join('\n');
  const isCalled = (name: string) => new RegExp(String.raw`\b${name}\(`).test(suites);
  expect(declared.filter((name) => !TALK_TO_NOBODY.includes(name) && !isCalled(name))).toEqual([]);
});
