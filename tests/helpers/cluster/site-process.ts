/** What runs in a site of a test cluster: the playground, served as `strapi start` serves it, with an ear for its harness. */
import path from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';

import { listen, say } from './listen';

const playground = path.resolve(__dirname, '../../../playground');

export async function main(load: (file: string) => unknown): Promise<void> {
  process.chdir(playground);
  const app = createStrapi({
    appDir: playground,
    distDir: path.join(playground, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  }) as unknown as Core.Strapi & { start(): Promise<unknown> };
  listen(load, () => app);
  await app.start();
  say({ ready: true });
}
