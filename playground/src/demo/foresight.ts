import type { Core } from '@strapi/strapi';

/** The plugin's services the demo goes through, as far as it uses them. Nothing here writes the plugin's tables. */
export interface ForesightServices {
  clock: { now(): Date; set(instant: Date | null): Promise<void> };
  publications: { settled(): Promise<void> };
  ingest: {
    collect(request: {
      events: unknown[];
      trusted: boolean;
      source: { address: string; userAgent: string };
      receivedAt: Date;
    }): Promise<{
      received: number;
      accepted: number;
      duplicate: number;
      rejected: number;
      errors: { index: number; code: string; got: string; expected: string }[];
    }>;
  };
  coverage: { addImport(from: Date, to: Date): Promise<void> };
  schedule: { start(): Promise<void>; stop(): Promise<void> };
  training: {
    startNightly(request: { trigger: 'import'; requestedBy: string | null }): Promise<{ runId: string }>;
    runs(asked: { page: number; pageSize: number }): Promise<{ data: { runId: string; status: string }[] }>;
    resumeDeadRuns(): Promise<void>;
  };
  registry: {
    list(): Promise<unknown>;
    detail(id: string): Promise<unknown>;
  };
}

export const foresight = <Name extends keyof ForesightServices>(
  strapi: Core.Strapi,
  name: Name
): ForesightServices[Name] => strapi.plugin('foresight').service(name) as ForesightServices[Name];
