/** Longest suites first, so that none runs alone at the end: in a fresh clone Jest would go by the size of their files. */
const Sequencer = require('@jest/test-sequencer').default;
const path = require('node:path');

/** Seconds on two cores, of those that take long. A suite that is missing here only starts later. */
const SECONDS = require('./durations.json');

const secondsOf = ({ path: file }) => SECONDS[path.relative(__dirname, file).split(path.sep).join('/')] ?? 0;

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => secondsOf(b) - secondsOf(a));
  }
};
