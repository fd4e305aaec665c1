/** One runner for everything; each project is one kind of test. */
const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx },
      target: 'es2022',
      ...(tsx ? { transform: { react: { runtime: 'automatic' } } } : {}),
    },
    module: { type: 'commonjs' },
  },
];

const node = (displayName, folder, extra = {}) => ({
  displayName,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${folder}/**/*.test.ts`],
  // Tests read the repository's scripts too.
  transform: { '^.+\\.(ts|mjs)$': swc(false) },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/playground/dist/'],
  ...extra,
});

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    node('core', 'core'),
    node('server', 'server'),
    node('client', 'client'),
    node('scripts', 'scripts'),
    node('conformance', 'conformance'),
    node('integration', 'integration', { testEnvironment: '<rootDir>/tests/native-environment.cjs' }),
    {
      ...node('admin', 'admin'),
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tests/admin/**/*.test.{ts,tsx}'],
      transform: { '^.+\\.tsx?$': swc(true) },
    },
    node('browser', 'browser', { testEnvironment: '<rootDir>/tests/native-environment.cjs' }),
  ],
  testTimeout: 180_000,
  testSequencer: '<rootDir>/tests/longest-first.cjs',
};
