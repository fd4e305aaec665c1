/**
 * What runs in a process of a test cluster: the playground, served, and the harness's orders over IPC. An order names a
 * service's method, or a function of a module, which is then called with the booted Strapi.
 */
import path from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';

import type { BootedStrapi } from '../strapi';
import type { FromSite, Order } from './orders';

const playground = path.resolve(__dirname, '../../../playground');

type Work = (booted: Pick<BootedStrapi, 'app' | 'http'>, ...args: readonly unknown[]) => unknown;
type Services = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const obey = async (app: Core.Strapi, load: (file: string) => unknown, order: Order): Promise<unknown> => {
  if ('service' in order) {
    const service = app.plugin('foresight').service(order.service) as Services;
    return service[order.method]?.(...order.args);
  }
  const work = (load(order.file) as Record<string, Work>)[order.name];
  if (work === undefined) throw new Error(`${order.file} exports no ${order.name}`);
  return work({ app, http: app.server.httpServer }, ...order.args);
};

export async function main(load: (file: string) => unknown): Promise<void> {
  process.chdir(playground);
  const app = createStrapi({
    appDir: playground,
    distDir: path.join(playground, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  }) as unknown as Core.Strapi & { start(): Promise<unknown> };
  const say = (message: FromSite) => process.send?.(message);

  process.on('message', (order: Order) => {
    obey(app, load, order).then(
      (result) => say({ id: order.id, result }),
      (error: Error & { code?: string }) =>
        say({ id: order.id, error: { message: error.message, code: error.code ?? null } })
    );
  });
  await app.start();
  say({ ready: true });
}
