/**
 * A site that takes events in and counts them, in a process of its own that is there to be killed.
 * argv: JSON of the knex configuration of its database. Writes one line of JSON once it listens.
 */
import { requireTs } from '../../../scripts/ts.mjs';

const { serveUntilKilled } = requireTs('../tests/drills/kill-ingest/serve.ts');

await serveUntilKilled(JSON.parse(process.argv[2]), ({ port, key }) =>
  process.stdout.write(`${JSON.stringify({ port, key })}\n`)
);
