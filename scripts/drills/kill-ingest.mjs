/** Is every acknowledged event counted once, however often the site is killed? The drill itself: tests/drills/kill-ingest. */
import { parseArgs } from 'node:util';

import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';
import { keptResults } from './support/kept.mjs';

const READS = ['server/src', 'tests/drills/kill-ingest', 'tests/helpers/ingest-site.ts'];
/** Kills of one database: results are kept after each. */
const PER_SITE = 20;

export const help = `kill-ingest [--kills 200] [--from 1]
    kill -9 at random moments of a site that takes events in and counts them, on SQLite and PostgreSQL`;

const SECTION = `The plugin's own ingest and counting over HTTP, in a process that is killed with -9 at random moments: mostly up to 0.4 s
after it listens, one time in eight while it starts. Six senders, servers' batches of up to 100 events of a month and
browsers' of one or two; what was acknowledged is never sent again, what was cut off is. 20 kills a database, then the
next. *Lost*: acknowledged and not there. *Miscounted*: hours of a document whose views differ from those counted by hand.
*Intake*: received = accepted + duplicate, and each event accepted once. *Other order*: rollups and age counters are equal,
byte by byte, when all of it is sent to an empty site with the same salts, shuffled, in other batches, one in twenty twice.

| database | seeds | kills | batches cut off | events | lost | miscounted | intake | other order | bar | commit | duration |
|---|---|---|---|---|---|---|---|---|---|---|---|`;

const sum = (values) => values.reduce((total, value) => total + value, 0);

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { kills: { type: 'string' }, from: { type: 'string' } } });
  const kills = wholeNumber('kills', values.kills ?? '200', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);
  const { requireTs } = await import('../ts.mjs');
  const { runKills } = requireTs('../tests/drills/kill-ingest/index.ts');
  const { ENGINES } = requireTs('../tests/conformance/scratch-database.ts');

  const kept = keptResults('kill-ingest', hashOfCode(READS));
  let passed = true;
  for (const engine of ENGINES) {
    const sites = Math.ceil(kills / PER_SITE);
    const results = [];
    for (let site = 0; site < sites; site++) {
      const own = Math.min(PER_SITE, kills - site * PER_SITE);
      const unit = `${engine.name}|${from + site}|${own}`;
      let result = kept.get(unit);
      if (!result) {
        const started = performance.now();
        const found = await runKills(from + site, own, engine);
        result = kept.add(unit, { ...found, seconds: (performance.now() - started) / 1000 });
      }
      results.push(result);
      console.log(`${engine.name}, seed ${from + site}: ${own} kills, ${result.events} events, ${result.lost} lost`);
    }
    const of = (name) => sum(results.map((result) => result[name]));
    const balanced = results.every((result) => result.balanced);
    const equal = results.every((result) => result.equal);
    const held = of('lost') + of('foreign') + of('miscounted') === 0 && balanced && equal;
    passed &&= held;
    writeDoc('kill-ingest', SECTION, [
      engine.name,
      `${from}-${from + sites - 1}`,
      of('kills'),
      of('resent').toLocaleString('en'),
      of('events').toLocaleString('en'),
      of('lost'),
      of('miscounted'),
      balanced ? 'holds' : 'BROKEN',
      equal ? 'equal' : 'DIFFERENT',
      held ? 'kept' : 'not kept',
      commitOf(READS),
      `${(of('seconds') / 60).toFixed(1)} min`,
    ]);
  }
  console.log(passed ? 'passed' : 'MISSED');
  return passed;
};
