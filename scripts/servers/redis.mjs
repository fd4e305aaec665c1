import path from 'node:path';

import { ownServer } from './own-server.mjs';
import { answers } from './ports.mjs';
import { redisProgram } from './programs.mjs';

/** A Redis of one's own, on loopback, that keeps nothing: what it held is gone when it stops. */
export const ownRedis = ({ folder: wanted, port }) => {
  const program = redisProgram();
  const folder = path.resolve(wanted);
  const args = (at) => {
    const settings = { bind: '127.0.0.1', port: at, dir: folder, save: '', appendonly: 'no', 'protected-mode': 'yes' };
    return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  };
  return ownServer({
    name: 'Redis',
    folder,
    port,
    command: (at) => [program, ...args(at)],
    // Redis writes its own title: address and port.
    mark: (at) => `127.0.0.1:${at}`,
    prepare: () => undefined,
    isReady: (at) => answers(at, 'PING\r\n', '+PONG'),
    signals: { fast: 'SIGTERM', immediate: 'SIGKILL' },
    transient: /$^/,
    address: (at, database = 0) => `redis://127.0.0.1:${at}/${database}`,
  });
};
