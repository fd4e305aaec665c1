import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import type { Core } from '@strapi/strapi';

import type { GetTracker } from '../contracts/tracker';
import { ourPaths } from '../utils/our-paths';

/** The file the build puts beside the server's own bundle. */
const FILE = path.join(__dirname, '..', 'tracker', 'tracker.js');
const VERSION_DIGITS = 16;

type Encoding = 'br' | 'gzip' | 'identity';

interface Script {
  readonly version: string;
  readonly integrity: string;
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
}

/** The tracker as it is served. Owner: this service. Source: a file of the build. Bound: one script. Staleness: none. */
export const tracker = ({ strapi }: { strapi: Core.Strapi }) => {
  let script: Script | null = null;
  const read = (): Script => (script ??= scriptOf(readFileSync(FILE)));

  return {
    /** The script's bytes, and the version they are. */
    script(encoding: Encoding): { readonly version: string; readonly body: Buffer } {
      const { version, bodies } = read();
      return { version, body: bodies[encoding] };
    },

    /** What a site's build puts into its script tag. */
    describe(): GetTracker['Response']['data'] {
      const { version, integrity, bodies } = read();
      return {
        version,
        path: `${ourPaths(strapi).tracker}?v=${version}`,
        integrity,
        bytes: { brotli: bodies.br.length, plain: bodies.identity.length },
      };
    },
  };
};

/** Compressed as far as it goes, which takes some milliseconds, once; the version is a hash of the bytes. */
function scriptOf(bytes: Buffer): Script {
  return {
    version: createHash('sha256').update(bytes).digest('hex').slice(0, VERSION_DIGITS),
    integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
    bodies: { identity: bytes, br: brotliCompressSync(bytes), gzip: gzipSync(bytes, { level: 9 }) },
  };
}
