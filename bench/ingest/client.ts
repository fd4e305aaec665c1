/**
 * A closed-loop HTTP client that costs as little as it can, so that on two cores it is the server that is measured: a
 * socket per connection, requests as bytes, answers read as far as their length says.
 */
import net from 'node:net';

export interface Asked {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent under way together. */
  readonly connections: number;
  /** Body and further headers of each request, made just before it is sent; their number is that of the requests. */
  readonly requests: number;
  readonly make: (index: number) => { readonly body: string; readonly headers?: Readonly<Record<string, string>> };
  /** Requests a second, by the clock; default: as fast as they are answered. */
  readonly perSecond?: number;
}

export interface Answered {
  readonly seconds: number;
  /** Milliseconds of each request that was taken, until its whole answer was there. */
  readonly latencies: number[];
  /** Requests that were told to come again (503). */
  readonly refused: number;
}

/** @throws when an answer is neither 200 nor 503. */
export async function ask({ port, path, headers, connections, requests, make, perSecond }: Asked): Promise<Answered> {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const start = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${head.join('')}`;
  const latencies: number[] = [];
  let next = 0;
  let refused = 0;
  const began = performance.now();

  const connection = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      let answer = '';
      let sentAt = 0;
      const send = (): void => {
        if (next >= requests) {
          socket.end();
          resolve();
          return;
        }
        const index = next++;
        const due = perSecond === undefined ? 0 : began + (index / perSecond) * 1_000 - performance.now();
        if (due > 1) setTimeout(() => write(index), due);
        else write(index);
      };
      const write = (index: number): void => {
        const { body, headers: more = {} } = make(index);
        const own = Object.entries(more).map(([name, value]) => `${name}: ${value}\r\n`);
        sentAt = performance.now();
        socket.write(`${start}${own.join('')}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      };
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        const end = answer.indexOf('\r\n\r\n');
        const length = end < 0 ? NaN : Number(/content-length: (\d+)/i.exec(answer)?.[1]);
        if (!(answer.length >= end + 4 + length)) return;
        const status = answer.slice('HTTP/1.1 '.length).slice(0, 3);
        if (status === '503') refused++;
        else if (/^20[01]$/.test(status)) latencies.push(performance.now() - sentAt);
        else {
          reject(new Error(answer.slice(0, 600)));
          socket.destroy();
          return;
        }
        answer = '';
        send();
      });
      socket.on('error', reject);
      socket.on('connect', send);
    });

  await Promise.all(Array.from({ length: connections }, connection));
  return { seconds: (performance.now() - began) / 1_000, latencies, refused };
}
