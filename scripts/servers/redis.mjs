import path from 'node:path';

import { ownServer } from './own-server.mjs';
import { answers } from './ports.mjs';
import { redisProgram } from './programs.mjs';

/**
 * A Redis of one's own, on loopback.
 *
 * @param durable  false: what it held is gone when it stops; true: each command is on disk before it is answered
 * @param args     more arguments of redis-server
 */
export const ownRedis = ({ folder: wanted, port, durable = false, args: more = [] }) => {
  const program = redisProgram();
  const folder = path.resolve(wanted);
  const args = (at) => {
    const keeping = { appendonly: durable ? 'yes' : 'no', appendfsync: 'always' };
    const settings = { bind: '127.0.0.1', port: at, dir: folder, save: '', 'protected-mode': 'yes', ...keeping };
    return [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]), ...more];
  };
  return ownServer({
    name: 'Redis',
    folder,
    port,
    command: (at) => [program, ...args(at)],
    // Redis writes its own title: address and port.
    mark: (at) => `127.0.0.1:${at}`,
    prepare: () => undefined,
    // One that wants a password answers too.
    isReady: async (at) => (await answers(at, 'PING\r\n', '+PONG')) || answers(at, 'PING\r\n', '-NOAUTH'),
    signals: { fast: 'SIGTERM', immediate: 'SIGKILL' },
    transient: /$^/,
    address: (at, database = 0) => `redis://127.0.0.1:${at}/${database}`,
  });
};
