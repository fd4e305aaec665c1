/**
 * A secret from the environment. `scripts/demo.mjs` writes them to `.env` at the first start;
 * only tests (NODE_ENV=test) may run with a fixed value.
 */
export function secret(name: string): string {
  const given = process.env[name];
  if (given) return given;
  // `strapi build` reads the configuration and uses none of it.
  if (process.argv[2] === 'build') return 'not-needed-to-build';
  if (process.env['NODE_ENV'] === 'test') return `only-for-tests-${name.toLowerCase()}`;
  throw new Error(`${name} is not set: run "npm run demo" once, which writes playground/.env`);
}
