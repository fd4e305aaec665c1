/**
 * Jest's environment of Node, with Node's own `require` beside Jest's: Strapi is loaded by it once for all suites of a
 * process, as an application loads it, and not anew in each. A date made here is one there: drivers ask what it is.
 */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.requireNatively = require;
    this.global.Date = Date;
  }
};
