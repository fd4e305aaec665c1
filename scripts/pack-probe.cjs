/** Runs inside the app of check-pack.mjs: starts Strapi with the packed plugin, asks it, writes what came to descriptor 3. */
const fs = require('node:fs');
const path = require('node:path');

const { createStrapi } = require('@strapi/strapi');

const main = async () => {
  const app = createStrapi({ appDir: __dirname, distDir: __dirname, autoReload: false, serveAdminPanel: false });
  app.log.level = 'error';
  await app.load();
  app.server.mount();
  await new Promise((resolve) => app.server.httpServer.listen(0, '127.0.0.1', resolve));
  const { port } = app.server.httpServer.address();

  const ask = async (method, url, bearer, body) => {
    const headers = {
      ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}${url}`, { method, headers, ...sent });
    return { status: response.status, body: await response.json() };
  };

  const { accessKey } = await app.service('admin::api-token').create({
    name: 'reader',
    description: '',
    type: 'read-only',
    lifespan: null,
  });
  const role = await app.service('admin::role').getSuperAdmin();
  const user = await app.service('admin::user').create({
    email: 'check@example.com',
    firstname: 'Check',
    lastname: 'Pack',
    password: 'Check-Passw0rd',
    isActive: true,
    registrationToken: null,
    roles: [role.id],
  });
  const sessions = app.sessionManager('admin');
  const { token: refresh } = await sessions.generateRefreshToken(String(user.id), 'check', { type: 'session' });
  const { token: jwt } = await sessions.generateAccessToken(refresh);

  // As a site would: over its exports.
  const { createClient } = require('strapi-plugin-foresight/client');
  const { startTracker } = require('strapi-plugin-foresight/tracker');
  const url = `http://127.0.0.1:${port}`;
  const tracker = (await createClient({ url }).tracker()).data;
  const script = await fetch(url + tracker.path);

  const answers = {
    tracker,
    trackerScript: { status: script.status, text: await script.text(), started: typeof startTracker },
    health: await ask('GET', '/api/foresight/health'),
    badLimit: await ask('GET', '/api/foresight/rankings?limit=ten', accessKey),
    noCredentials: await ask('GET', '/api/foresight/rankings'),
    nothingToRollBack: await ask('POST', '/foresight/models/kinds/ranker/roll-back', jwt, {
      reason: 'checking the packed plugin',
    }),
    loadedUtils: [
      ...new Set(
        Object.keys(require.cache).flatMap((file) => /^(.*[\\/]@strapi[\\/]utils)[\\/]/.exec(file)?.[1] ?? [])
      ),
    ],
    pluginFolder: path.dirname(require.resolve('strapi-plugin-foresight/package.json')),
  };
  fs.writeSync(3, JSON.stringify(answers));
  await app.destroy();
};

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  }
);
