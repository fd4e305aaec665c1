import { createHash } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { IntakeAnswer, IntakeTotals } from '../contracts/admin';
import { DAY_MS, HOUR_MS, hourStart } from '../core/rollup';
import {
  addIntake,
  deleteIntakeBefore,
  INTAKE_OUTCOMES,
  type IntakeCount,
  readIntake,
  readReceived,
  receivedBetween,
} from '../repositories/intake-counts';
import { getService } from '../utils/get-service';
import { THIS_PROCESS_ID } from './this-process';

/** Rows an hour's counts are spread over, so that processes seldom wait for each other at the same one. */
const PARTS = 16;
const OWN_PART = (createHash('sha256').update(THIS_PROCESS_ID).digest()[0] ?? 0) % PARTS;

/**
 * What became of every event that arrived, by hour: counted in the transaction that stores the event, so that what was
 * acknowledged is in the counts, and in them once, whatever dies in between.
 */
export const intake = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection as Knex;
  const now = () => getService(strapi, 'clock').now().getTime();

  return {
    /** Which of an hour's rows this process adds to. */
    part: OWN_PART,

    add: (trx: Knex, counts: readonly IntakeCount[]): Promise<void> => addIntake(trx, OWN_PART, counts),

    /** The latest hours, the newest first, each with its sum checked. */
    async latest(hours: number): Promise<IntakeAnswer['data']> {
      const end = hourStart(now()) + HOUR_MS;
      const counts = await readIntake(knex(), end - hours * HOUR_MS, end);
      const byHour = new Map<number, IntakeCount[]>();
      for (const one of counts) byHour.set(one.hourStart, [...(byHour.get(one.hourStart) ?? []), one]);
      return {
        totals: totalsOf(counts),
        hours: [...byHour]
          .sort(([a], [b]) => b - a)
          .map(([start, own]) => ({ hour: new Date(start).toISOString(), ...totalsOf(own) })),
        reasons: reasonsOf(counts),
      };
    },

    /** Accepted events by hour and type, oldest first, hours without any included; '' = counted before types were. */
    async byType(
      hours: number
    ): Promise<readonly { readonly hour: number; readonly types: ReadonlyMap<string, number> }[]> {
      const end = hourStart(now()) + HOUR_MS;
      const from = end - hours * HOUR_MS;
      const byHour = new Map<number, Map<string, number>>();
      for (const { hourStart: at, outcome, reason, count } of await readIntake(knex(), from, end)) {
        if (outcome !== 'accepted') continue;
        const own = byHour.get(at) ?? new Map<string, number>();
        byHour.set(at, own.set(reason, (own.get(reason) ?? 0) + count));
      }
      return Array.from({ length: hours }, (_, at) => {
        const hour = from + at * HOUR_MS;
        return { hour, types: byHour.get(hour) ?? new Map<string, number>() };
      });
    },

    /** Events received in each of some hours. */
    received: (hours: readonly number[]) => readReceived(knex(), hours),

    /** The first and the last hour in which anything came; null when nothing ever did. */
    receivedBetween: () => receivedBetween(knex()),

    /** Lets go of hours older than LIMITS.intakeDays. */
    tidy: (): Promise<number> => deleteIntakeBefore(knex(), now() - LIMITS.intakeDays * DAY_MS),
  };
};

function totalsOf(counts: readonly IntakeCount[]): IntakeTotals {
  const sums = Object.fromEntries(
    INTAKE_OUTCOMES.map((name) => [
      name,
      counts.reduce((sum, { outcome, count }) => sum + (outcome === name ? count : 0), 0),
    ])
  ) as Record<(typeof INTAKE_OUTCOMES)[number], number>;
  const { received, accepted, duplicate, quarantined, rejected } = sums;
  return { ...sums, balanced: accepted + duplicate + quarantined + rejected === received };
}

/** Why events were kept or refused, the most frequent first. */
function reasonsOf(counts: readonly IntakeCount[]): IntakeAnswer['data']['reasons'] {
  const sums = new Map<string, { outcome: 'quarantined' | 'rejected'; reason: string; count: number }>();
  for (const { outcome, reason, count } of counts) {
    if (outcome !== 'quarantined' && outcome !== 'rejected') continue;
    const known = sums.get(`${outcome}|${reason}`) ?? { outcome, reason, count: 0 };
    sums.set(`${outcome}|${reason}`, { ...known, count: known.count + count });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}
