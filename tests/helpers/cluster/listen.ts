/**
 * A process of a test cluster obeys its harness over IPC. An order names a service's method, or a function of a module,
 * which is then called with the booted Strapi.
 */
import type { Core } from '@strapi/strapi';

import type { BootedStrapi } from '../strapi';
import type { FromSite, Order } from './orders';

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

export const say = (message: FromSite): void => void process.send?.(message);

export function listen(load: (file: string) => unknown, app: () => Core.Strapi): void {
  process.on('message', (order: Order) => {
    obey(app(), load, order).then(
      (result) => say({ id: order.id, result }),
      (error: Error & { code?: string }) =>
        say({ id: order.id, error: { message: error.message, code: error.code ?? null } })
    );
  });
}
