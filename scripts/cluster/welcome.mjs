import { coloured } from './lines.mjs';

/** Where everything is, and what to try. */
export const printWelcome = ({ origin, sites, workers, postgres, redis, known }) => {
  const say = (line = '') => console.log(line);
  const { email, password, token, documentId } = known;
  const killed = sites.at(-1);
  say();
  say(`  Admin        ${origin}/admin   ${email}   ${password}`);
  say(`               by turns at ${sites.map(({ name }) => name).join(' and ')}, or straight:`);
  for (const { name, url, pid } of sites) say(`  ${coloured(name, name.padEnd(11))}  ${url}/admin   process ${pid}`);
  for (const { name, pid } of workers) say(`  ${coloured(name, name.padEnd(11))}  process ${pid}`);
  say(`  PostgreSQL   ${postgres}`);
  say(`  Redis        ${redis ?? 'none: each site does its own jobs, one at a time by leases'}`);
  say();
  say('  What to try');
  say(`    Kill a process:     kill -9 ${killed.pid}     then look at Foresight → Activity; the others go on`);
  say(`                        type "${killed.name}" and Enter to start it again, as a process manager would`);
  say('    Train now:          Foresight → Models → Train now; kill who does it, and another takes it over');
  say('    Roll back:          Foresight → Models → Roll back; every site answers from the old version at once:');
  for (const { url } of sites) say(`                        curl -s ${url}/api/foresight/health`);
  say("    What is expected:   TOKEN='" + token + "'");
  say(
    `                        curl -H "Authorization: Bearer $TOKEN" ${origin}/api/foresight/predictions/${documentId}`
  );
  say();
  say('  Ctrl-C ends all of it; the same command starts it again in seconds, --reset begins anew.');
  say();
};
