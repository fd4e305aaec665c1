/**
 * A process of its own that does the jobs "work" of a Bull queue, for queue-redis.test.ts. Says "began ID TRY" for each.
 * argv: JSON of openBull's options, and what it does with a job: "hang" or "die".
 */
import { requireTs } from '../../scripts/ts.mjs';

const { openBull } = requireTs('../tests/helpers/open-bull.ts');
const [options, mode] = process.argv.slice(2);

openBull(JSON.parse(options)).process('work', async ({ id, attempt }) => {
  // Written before it dies.
  await new Promise((resolve) => process.stdout.write(`began ${id} ${attempt}\n`, resolve));
  if (mode === 'die') process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
});
