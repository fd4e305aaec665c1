import type { Core } from '@strapi/strapi';

import { LIMITS } from '../../server/src/config/defaults';
import { configSchema } from '../../server/src/config/schema';
import { CoreError } from '../../server/src/core/errors';
import { schedule } from '../../server/src/services/schedule';

const HOUR = 3_600_000;
/** 03:00 every night. */
const CONFIG = configSchema.parse({ schedule: { jitterSeconds: 0 } });

describe('the schedule', () => {
  let now: number;
  let begun: { trigger: string; runId?: string }[];
  let busy: boolean;
  let learns: boolean;
  let takesJobs: boolean;
  let looks: number;
  let erasures: number;
  const store = new Map<string, unknown>();
  const open: ReturnType<typeof schedule>[] = [];

  /** A process that knows the other services only as far as the schedule asks them. */
  const start = async () => {
    const services = {
      clock: { system: () => now },
      settings: { get: () => CONFIG, isActive: () => learns },
      queue: { process: () => undefined, takesJobs: () => takesJobs },
      erasure: { resume: async () => void erasures++ },
      training: {
        resumeDeadRuns: async () => void looks++,
        exists: async (runId: string) => begun.some((run) => run.runId === runId),
        startNightly: async (run: { trigger: string; runId?: string }) => {
          if (busy) throw new CoreError('ALREADY_RUNNING', { expected: 'no other', got: 'one' });
          begun.push(run);
        },
      },
    };
    const service = schedule({
      strapi: {
        plugin: () => ({ service: (name: keyof typeof services) => services[name] }),
        store: () => ({
          get: async ({ key }: { key: string }) => store.get(key) ?? null,
          set: async ({ key, value }: { key: string; value: unknown }) => void store.set(key, value),
        }),
        log: { warn: () => undefined, error: () => undefined },
      } as unknown as Core.Strapi,
    });
    open.push(service);
    await service.start();
    return service;
  };

  beforeEach(() => {
    [now, begun, busy, learns, takesJobs, looks, erasures] = [Date.now(), [], false, true, true, 0, 0];
    store.clear();
  });
  afterEach(async () => {
    for (const service of open.splice(0)) await service.stop();
  });

  const nextNight = (service: ReturnType<typeof schedule>): number => service.nextRun('nightly')?.getTime() ?? 0;
  const idOf = (due: number): string => `nightly-${new Date(due).toISOString().slice(0, 19)}Z`;

  it('catches a night up that was due and that nobody has begun, once, under its own name', async () => {
    const service = await start();
    await service.look();
    const due = nextNight(service);
    expect(store.get('nightlyDue')).toBe(due);
    now = due + LIMITS.nightGraceMs - 1;
    await service.look();
    expect(begun).toEqual([]);
    now = due + LIMITS.nightGraceMs;
    await service.look();
    await service.look();
    expect(begun).toEqual([{ trigger: 'catch-up', requestedBy: null, runId: idOf(due) }]);
  });

  it('catches a night up after every process was down for it', async () => {
    store.set('nightlyDue', now - 5 * HOUR);
    const service = await start();
    await service.look();
    expect(begun).toMatchObject([{ runId: idOf(now - 5 * HOUR) }]);
    await service.look();
    expect(begun).toHaveLength(1);
    expect(store.get('nightlyDue')).toBe(nextNight(service));
  });

  it('leaves a night alone that another process has begun, and waits while another run stands in its way', async () => {
    const due = now - 5 * HOUR;
    store.set('nightlyDue', due);
    const service = await start();
    busy = true;
    await service.look();
    expect(begun).toEqual([]);
    busy = false;
    begun.push({ trigger: 'cron', runId: idOf(due) });
    await service.look();
    expect(begun).toHaveLength(1);
  });

  it('follows a schedule that was changed between two starts', async () => {
    store.set('nightlyDue', now + 400 * HOUR);
    const service = await start();
    await service.look();
    expect(store.get('nightlyDue')).toBe(nextNight(service));
  });

  it('takes no night for missed that only a clock a day behind names, and goes on when it is right', async () => {
    const service = await start();
    now += 24 * HOUR;
    await service.look();
    await service.look();
    expect([begun, store.has('nightlyDue')]).toEqual([[], false]);
    now -= 24 * HOUR;
    await service.look();
    expect(store.get('nightlyDue')).toBe(nextNight(service));
  });

  it('leaves out no night because a clock a day ahead names the one after, and catches it up', async () => {
    const service = await start();
    now -= 24 * HOUR;
    const tonight = nextNight(service) - 24 * HOUR;
    store.set('nightlyDue', tonight);
    await service.look();
    expect(store.get('nightlyDue')).toBe(tonight);
    now = tonight + LIMITS.nightGraceMs;
    await service.look();
    expect(begun).toMatchObject([{ runId: idOf(tonight) }]);
    await service.look();
    expect(store.get('nightlyDue')).toBe(nextNight(service));
  });

  it('looks after no run while learning is off, and while nobody would take a job; after erasures in any case', async () => {
    store.set('nightlyDue', now - 5 * HOUR);
    const service = await start();
    learns = false;
    await service.look();
    expect(erasures).toBe(1);
    [learns, takesJobs] = [true, false];
    await service.look();
    await service.wakeNow('nightly', new Date(now));
    expect([begun, looks, erasures]).toEqual([[], 0, 1]);
    takesJobs = true;
    await service.look();
    expect([begun.length, looks]).toEqual([1, 1]);
  });
});
