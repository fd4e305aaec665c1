import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import type { Process } from './lease-orphan';

/** This process as leases, signs of life and log lines name it. */
export const THIS_PROCESS: Process = { host: hostname(), pid: process.pid, nonce: randomUUID().slice(0, 8) };

export const THIS_PROCESS_ID = `${THIS_PROCESS.host}#${THIS_PROCESS.pid}#${THIS_PROCESS.nonce}`;

/** This process as people read it: host and number. */
export const THIS_PROCESS_NAME = `${THIS_PROCESS.host} ${THIS_PROCESS.pid}`;
