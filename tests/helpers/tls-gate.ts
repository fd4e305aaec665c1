/** Stands before PostgreSQL as a hosted one does: nobody gets in but by TLS, and, if it is told to, without a password. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TLSSocket } from 'node:tls';

export interface TlsGate {
  readonly port: number;
  /** What a client must trust. */
  readonly ca: Buffer;
  /** Passwords that were told, one for each connection. */
  readonly passwords: readonly string[];
  /** Connections that came by TLS. */
  sessions(): number;
  close(): Promise<void>;
}

/** Frontend message "may I speak TLS", and the answers of PostgreSQL's protocol that are used here. */
const SSL_REQUEST_BYTES = 8;
const YES = 'S';
const TELL_PASSWORD = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);

export async function tlsGate(
  target: { readonly host: string; readonly port: number },
  { asksPassword }: { readonly asksPassword: boolean }
): Promise<TlsGate> {
  const { key, cert } = certificate();
  const passwords: string[] = [];
  const open = new Set<Socket>();
  let sessions = 0;

  const letIn = async (near: Socket): Promise<void> => {
    await read(near, SSL_REQUEST_BYTES);
    near.write(YES);
    const safe = new TLSSocket(near, { isServer: true, key, cert });
    safe.on('error', () => near.destroy());
    const startup = await message(safe);
    sessions++;
    if (asksPassword) {
      safe.write(TELL_PASSWORD);
      await read(safe, 1);
      passwords.push((await message(safe)).subarray(4, -1).toString());
    }
    const far = connect(target);
    open.add(far);
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    far.write(startup);
    safe.pipe(far);
    far.pipe(safe);
  };

  const server = createServer((near) => {
    open.add(near);
    near.on('error', () => near.destroy());
    letIn(near).catch(() => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    ca: cert,
    passwords,
    sessions: () => sessions,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The next so many bytes. */
async function read(socket: Socket, bytes: number): Promise<Buffer> {
  for (;;) {
    const chunk = socket.read(bytes) as Buffer | null;
    if (chunk !== null) return chunk;
    if (socket.destroyed) throw new Error('the client has gone');
    await new Promise((resolve) => socket.once('readable', resolve).once('close', resolve));
  }
}

/** A message with its length before it. */
async function message(socket: Socket): Promise<Buffer> {
  const length = await read(socket, 4);
  return Buffer.concat([length, await read(socket, length.readUInt32BE() - 4)]);
}

/** A certificate of this run, for `localhost`. */
function certificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(tmpdir(), 'foresight-tls-'));
  try {
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [string, string];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject],
      {
        stdio: 'ignore',
      }
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
