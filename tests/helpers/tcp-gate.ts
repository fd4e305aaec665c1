/** Stands between a program and a server, and can be shut: as a server that is gone, or as one that no longer answers. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface TcpGate {
  readonly port: number;
  /** Cuts every connection and lets nobody in. */
  shut(): Promise<void>;
  /** Keeps connections, lets others in, and passes nothing on. */
  silence(): void;
  open(): Promise<void>;
  close(): Promise<void>;
}

export async function tcpGate(target: { host: string; port: number }): Promise<TcpGate> {
  const pairs = new Map<Socket, Socket>();
  let silent = false;

  const serve = (near: Socket): void => {
    const far = connect(target);
    pairs.set(near, far);
    const end = () => {
      near.destroy();
      far.destroy();
      pairs.delete(near);
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
    near.on('data', (chunk) => void (silent || far.write(chunk)));
    far.on('data', (chunk) => void (silent || near.write(chunk)));
  };

  const listen = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer(serve).once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });

  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
    pairs.clear();
  };

  let server: Server | null = await listen(0);
  const { port } = server.address() as AddressInfo;
  const shut = async (): Promise<void> => {
    const closing = server;
    server = null;
    const closed = new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
    cut();
    await closed;
  };

  return {
    port,
    shut,
    silence: () => void (silent = true),
    async open() {
      // What was swallowed meanwhile can't be made good: those connections are lost.
      if (silent) cut();
      silent = false;
      server ??= await listen(port);
    },
    close: shut,
  };
}
