/** What tests see of servers.mjs. */
export interface OwnServer {
  start(): Promise<void>;
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  restart(how?: 'fast' | 'immediate'): Promise<void>;
  kill9(): Promise<void>;
  pause(): void;
  resume(): void;
  isRunning(): boolean;
  port(): number;
  url(database?: string | number): string;
  readonly folder: string;
  readonly logFile: string;
}

interface Options {
  readonly folder: string;
  readonly port?: number;
}

export function ownPostgres(options: Options & { readonly fsync?: boolean }): OwnServer;
export function ownRedis(
  options: Options & { readonly durable?: boolean; readonly args?: readonly string[] }
): OwnServer;
export function hasPostgres(): boolean;
export function hasRedis(): boolean;
export function freePort(): Promise<number>;
