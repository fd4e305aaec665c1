import { createConnection, createServer } from 'node:net';

/** A port on loopback that nobody listens on right now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Sends `question` to a port and says whether the answer begins with `answer` within a second. */
export const answers = (port, question, answer) =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('connect', () => socket.write(question));
    socket.once('data', (chunk) => end(chunk.toString('latin1').startsWith(answer)));
  });
