/**
 * npm test: everything, from a clean clone. What the machine lacks (Chromium, data, PostgreSQL, Redis) is skipped
 * with a line saying so, unless FORESIGHT_REQUIRE names it.
 * npm test -- core conformance   runs only those jest projects, without the checks before them.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { buildAdmin, buildPlayground, buildPlugin, install, root, run, step } from './lib.mjs';

const asked = process.argv.slice(2);
const required = new Set((process.env.FORESIGHT_REQUIRE ?? '').split(',').filter(Boolean));
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

const chromium = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  process.env.FORESIGHT_CHROMIUM ?? '',
].find((file) => file !== '' && existsSync(file));
const data = process.env.FORESIGHT_DATA ?? '';
const has = {
  chromium: chromium !== undefined,
  data: data !== '' && existsSync(path.join(data, 'deskdrop')),
  postgres: Boolean(process.env.FORESIGHT_POSTGRES_URL),
  redis: Boolean(process.env.FORESIGHT_REDIS_URL),
};
const howTo = {
  chromium: 'install Chromium, or name it in FORESIGHT_CHROMIUM',
  data: 'set FORESIGHT_DATA to a folder with deskdrop/, ibm/, ...',
  postgres: 'set FORESIGHT_POSTGRES_URL',
  redis: 'set FORESIGHT_REDIS_URL',
};
for (const [what, present] of Object.entries(has)) {
  if (present) continue;
  if (required.has(what)) {
    console.error(`${what} is required (FORESIGHT_REQUIRE) and missing: ${howTo[what]}`);
    process.exit(1);
  }
  console.log(`skipped: tests that need ${what} (${howTo[what]})`);
}

const jest = async (projects) => {
  const outputFile = path.join(root, '.tmp', `jest-${projects.join('-')}.json`);
  rmSync(outputFile, { force: true });
  mkdirSync(path.dirname(outputFile), { recursive: true });
  try {
    await run(
      bin('jest'),
      ['--selectProjects', ...projects, '--maxWorkers=2', '--json', `--outputFile=${outputFile}`],
      {
        env: {
          FORESIGHT_CHROMIUM: chromium ?? '',
          STRAPI_TELEMETRY_DISABLED: 'true',
        },
      }
    );
  } finally {
    const result = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : null;
    totals.passed += result?.numPassedTests ?? 0;
    totals.failed += (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 1);
    totals.skipped += result?.numPendingTests ?? 0;
  }
};
const totals = { passed: 0, failed: 0, skipped: 0 };

const main = async () => {
  await install();
  await buildPlugin();
  await buildPlayground();
  if (asked.length === 0) {
    // Each has one core to itself.
    const lint = async () => {
      await step('Lint', () => run('npm', ['run', '--silent', 'lint']));
      await step('Imports', () => run('npm', ['run', '--silent', 'imports']));
    };
    await Promise.all([step('Types', () => run('npm', ['run', '--silent', 'types'])), lint()]);
    await step('Package', () => run(bin('strapi-plugin'), ['verify', '--silent'], { quiet: true }));
  }
  if (has.chromium && (asked.length === 0 || asked.includes('browser'))) await buildAdmin();
  const projects =
    asked.length > 0
      ? asked
      : [
          'core',
          'server',
          'admin',
          'client',
          'scripts',
          'conformance',
          'integration',
          ...(has.chromium ? ['browser'] : []),
        ];
  // Tests that boot a Strapi or a browser run after the quick ones, so that a plain mistake shows early.
  const quick = projects.filter((name) =>
    ['core', 'server', 'admin', 'client', 'scripts', 'conformance'].includes(name)
  );
  const slow = projects.filter((name) => !quick.includes(name));
  if (quick.length > 0) await step(`Tests: ${quick.join(', ')}`, () => jest(quick));
  for (const project of slow) await step(`Tests: ${project}`, () => jest([project]));
  // Three minutes and the registry: for whoever asks for it, as `npm run check:pack` does.
  if (required.has('pack'))
    await step('The packed plugin in a fresh app', () => run('node', ['scripts/check-pack.mjs']));
};

main()
  .catch((error) => {
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  })
  .finally(() => console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`));
