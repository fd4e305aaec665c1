/** What tests see of proxy.mjs. */
import type { Server } from 'node:http';

export function roundRobin(ports: readonly number[]): Server;
