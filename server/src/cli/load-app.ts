import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type * as StrapiPackage from '@strapi/strapi';
import type { Core } from '@strapi/strapi';

import { textOf } from '../utils/text-of';
import { Refusal } from './command';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * The Strapi of the app in a folder, made but not loaded: no admin, and nobody listens to its HTTP server. It is the
 * app's own Strapi, not one that lies beside this file, and what `strapi build` compiled, as `strapi start` takes it.
 *
 * Signals are left to the caller: Strapi's own answer to them destroys an app that is still loading.
 *
 * @throws {Refusal} when the folder holds no Strapi app, or one that is not built.
 */
export async function createApp(appDir: string): Promise<Core.Strapi> {
  const appRequire = createRequire(manifestOf(appDir));
  const { createStrapi } = appRequire('@strapi/strapi') as typeof StrapiPackage;
  const distDir = await builtFolder(appDir, createRequire(appRequire.resolve('@strapi/strapi')));

  const before = SIGNALS.map((signal) => process.listeners(signal));
  const app = createStrapi({ appDir, distDir, autoReload: false, serveAdminPanel: false });
  SIGNALS.forEach((signal, at) => {
    for (const listener of process.listeners(signal)) {
      if (!before[at]?.includes(listener)) process.off(signal, listener);
    }
  });
  return app;
}

type Loadable = Core.Strapi & { load?(): Promise<unknown> };

/** @throws {Refusal} when the app does not load; the plugin says itself what it lacks. */
export async function loadApp(app: Loadable): Promise<void> {
  try {
    await app.load?.();
  } catch (error) {
    throw new Refusal(textOf(error));
  }
  if (app.plugin('foresight') === undefined) throw new Refusal('The plugin foresight is not enabled in this app.');
}

/** Do one thing with the app of a folder, and nothing of the site's own work meanwhile. @throws {Refusal} */
export async function withApp<T>(appDir: string, work: (app: Core.Strapi) => Promise<T>): Promise<T> {
  process.env['FORESIGHT_ROLE'] = 'command';
  const app = await createApp(appDir);
  // What was typed gets its answer, not the story of a start. Loading sets the level anew.
  app.log.level = 'error';
  try {
    await loadApp(app);
    app.log.level = 'error';
    return await work(app);
  } finally {
    await app.destroy();
  }
}

/** Path of the app's package.json. @throws {Refusal} */
function manifestOf(appDir: string): string {
  const file = path.join(appDir, 'package.json');
  if (!existsSync(file)) throw noApp(appDir, 'has no package.json');
  const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  if (dependencies?.['@strapi/strapi'] === undefined) {
    throw noApp(appDir, 'is no Strapi app: its package.json does not name @strapi/strapi');
  }
  return file;
}

const noApp = (appDir: string, why: string) => new Refusal(`${appDir} ${why}. Run this in the folder of your app.`);

/** Where the code of the app is: the folder itself, or what its tsconfig.json compiles to. @throws {Refusal} */
async function builtFolder(appDir: string, strapiRequire: NodeJS.Require): Promise<string> {
  if (!existsSync(path.join(appDir, 'tsconfig.json'))) return appDir;
  const { resolveOutDir } = strapiRequire('@strapi/typescript-utils') as {
    resolveOutDir(appDir: string): Promise<string>;
  };
  const distDir = await resolveOutDir(appDir);
  if (existsSync(path.join(distDir, 'config'))) return distDir;
  throw new Refusal(`The app is not built: there is no ${path.join(distDir, 'config')}. Run "npm run build" first.`);
}
