import { createServer, request } from 'node:http';

/** One address before several sites: each request goes to the next one that listens. */
export const roundRobin = (ports) => {
  let next = 0;

  const pass = (asked, answer, tried = 0) => {
    const port = ports[next++ % ports.length];
    const headers = { ...asked.headers, 'x-forwarded-for': asked.socket.remoteAddress };
    const onward = request({ host: '127.0.0.1', port, path: asked.url, method: asked.method, headers }, (given) => {
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    });
    onward.once('error', (error) => {
      // Nothing was sent yet: the next site may well be there.
      if (error.code === 'ECONNREFUSED' && tried + 1 < ports.length) return pass(asked, answer, tried + 1);
      if (answer.headersSent) return answer.destroy();
      answer.writeHead(502, { 'content-type': 'text/plain' }).end('No site answers.\n');
    });
    asked.once('close', () => asked.complete || onward.destroy());
    // The body begins to flow once there is somebody to read it.
    onward.once('socket', (socket) =>
      socket.connecting ? socket.once('connect', () => asked.pipe(onward)) : asked.pipe(onward)
    );
  };

  return createServer((asked, answer) => pass(asked, answer));
};
