import { Agent, createServer, request } from 'node:http';

/** A connection of its own for each request: a kept one may be broken by a site that ends. */
const agent = new Agent({ keepAlive: false });
const ASKS_ONLY = new Set(['GET', 'HEAD']);

/** Answers of a site that starts, ends or has no database: deploy/nginx.conf asks the next one then, too. */
const TRY_ANOTHER = new Set([502, 503]);

/** One address before several sites: each request goes to the next one that listens; one that only asks is asked again. */
export const roundRobin = (ports) => {
  let next = 0;

  const pass = (asked, answer, first, tried = 1) => {
    const port = ports[(first + tried) % ports.length];
    const asksOnly = ASKS_ONLY.has(asked.method);
    const headers = { ...asked.headers, 'x-forwarded-for': asked.socket.remoteAddress };
    const place = { host: '127.0.0.1', port, path: asked.url, method: asked.method, headers, agent };
    const onward = request(place, (given) => {
      if (asksOnly && TRY_ANOTHER.has(given.statusCode) && tried < ports.length) {
        given.resume();
        return pass(asked, answer, first, tried + 1);
      }
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    });
    onward.once('error', (error) => {
      // Nothing was sent, or nothing was changed by it: the next site may well be there.
      const mayAskAgain = (asksOnly || error.code === 'ECONNREFUSED') && !answer.headersSent;
      if (mayAskAgain && tried < ports.length) return pass(asked, answer, first, tried + 1);
      if (answer.headersSent) return answer.destroy();
      answer.writeHead(502, { 'content-type': 'text/plain' }).end('No site answers.\n');
    });
    answer.once('close', () => answer.writableFinished || onward.destroy());
    if (asksOnly) onward.end();
    // A body begins to flow once there is somebody to read it.
    else onward.once('socket', (socket) => socket.once('connect', () => asked.pipe(onward)));
  };

  return createServer((asked, answer) => pass(asked, answer, next++));
};
