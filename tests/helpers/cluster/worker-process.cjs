/** A worker as an operator starts it, `npx foresight worker`, with an ear for its harness. See listen.ts. */
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const root = path.resolve(__dirname, '../../..');

import(pathToFileURL(path.join(root, 'scripts/ts.mjs')).href)
  .then(({ requireTs }) => {
    process.chdir(path.join(root, 'playground'));
    requireTs(path.join(__dirname, 'listen.ts')).listen(requireTs, () => globalThis.strapi);
    process.argv.splice(1, process.argv.length, path.join(root, 'bin/foresight.js'), 'worker');
    require(path.join(root, 'bin/foresight.js'));
  })
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
