/**
 * A process of its own for crash.test.ts: boots the playground on DATABASE_FILENAME, starts a training and writes one
 * line of JSON per change of its progress. It never ends by itself: it is there to be killed.
 */
const path = require('node:path');

const { createStrapi } = require('@strapi/strapi');

const POLL_MS = 20;
const playground = path.resolve(__dirname, '../../playground');

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const main = async () => {
  process.chdir(playground);
  const app = createStrapi({
    appDir: playground,
    distDir: path.join(playground, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  });
  app.log.level = 'error';
  await app.load();
  app.log.level = 'error';
  const training = app.plugin('foresight').service('training');
  const { runId } = await training.startNightly({ trigger: 'manual', requestedBy: null });

  let last = '';
  setInterval(async () => {
    const { status, progress } = await training.findRun(runId);
    const now = JSON.stringify({ runId, status, progress });
    if (now !== last) process.stdout.write(`${now}\n`);
    last = now;
  }, POLL_MS);
};

main().catch((error) => {
  say({ error: error.stack });
  process.exit(1);
});
