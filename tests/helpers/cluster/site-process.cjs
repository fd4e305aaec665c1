/** A site as a process of its own: the playground with an HTTP server, and an ear for its harness. See site-process.ts. */
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const scripts = path.resolve(__dirname, '../../../scripts/ts.mjs');

import(pathToFileURL(scripts).href)
  .then(({ requireTs }) => requireTs(path.join(__dirname, 'site-process.ts')).main(requireTs))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
