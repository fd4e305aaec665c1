/**
 * Jest's environment of Node, with Node's own `require` beside Jest's: Strapi is loaded by it once for all suites of a
 * process, as an application loads it, and not anew in each. A date made here is one there: drivers ask what it is.
 */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.settings = { ...process.env };
    this.global.requireNatively = require;
    this.global.Date = Date;
  }

  /** What a suite set for its sites is not there for the next one's. */
  async teardown() {
    for (const name of Object.keys(process.env)) if (!(name in this.settings)) delete process.env[name];
    Object.assign(process.env, this.settings);
    await super.teardown();
  }
};
