/** A site as `strapi start` runs it, with or without the admin (FORESIGHT_ADMIN=1). Says "site is ready" when it listens. */
const path = require('node:path');

const { createStrapi } = require('@strapi/strapi');

const playground = path.resolve(__dirname, '../../playground');
process.chdir(playground);
const app = createStrapi({
  appDir: playground,
  distDir: path.join(playground, 'dist'),
  autoReload: false,
  serveAdminPanel: process.env.FORESIGHT_ADMIN === '1',
});
app.start().then(() => process.stdout.write('site is ready\n'));
