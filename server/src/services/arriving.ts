import type { Core } from '@strapi/strapi';

import type { IntakeTotals, Overview } from '../contracts/admin';
import type { ArrivalStatus, ArrivingAnswer } from '../contracts/events-page';
import { COMPARED_WEEKS, judgeArrivals } from '../core/events/arrival';
import { DAY_MS, HOUR_MS, hourStart } from '../core/rollup';
import { getService } from '../utils/get-service';
import { anyOrigin, muchLost, nothingWatched, sharedNetwork, silence } from './monitoring/collecting';

/** Says whether events arrive, of which kind, and what became of all that came. Reads only. */
export const arriving = ({ strapi }: { strapi: Core.Strapi }) => {
  const now = () => getService(strapi, 'clock').now().getTime();

  const status = async (known: { first: number; last: number } | null): Promise<ArrivalStatus> => {
    const running = hourStart(now());
    const hour = running - HOUR_MS;
    const weeks = Array.from({ length: COMPARED_WEEKS }, (_, n) => hour - (n + 1) * 7 * DAY_MS);
    // The first hour anything came in is rarely a whole one.
    const observed = weeks.filter((at) => known !== null && at > known.first);
    const received = await getService(strapi, 'intake').received([running, hour, ...observed]);
    const of = (at: number) => received.get(at) ?? 0;
    const [events, since] = [of(hour), of(running)];
    const { verdict, usual } = judgeArrivals({ events, since, before: observed.map(of), any: known !== null });
    const isOn = getService(strapi, 'settings').isActive('collect');
    return {
      code: isOn ? verdict : 'off',
      hour: new Date(hour).toISOString(),
      events,
      usual: usual === null ? null : Math.round(usual),
      since,
      silentHours: known === null ? 0 : Math.max(0, Math.round((running - known.last) / HOUR_MS) - 1),
    };
  };

  const findings = async (newest: number | null, totals: IntakeTotals): Promise<Overview['findings']> => {
    const keys = await getService(strapi, 'keys').list();
    const open = keys.filter(
      ({ origins, revokedAt, expiresAt }) =>
        origins.length === 0 && revokedAt === null && (expiresAt === null || expiresAt > now())
    );
    return [
      ...silence(now(), newest),
      ...sharedNetwork(getService(strapi, 'ingest').networkShare()),
      ...nothingWatched(getService(strapi, 'watch').types().length),
      ...muchLost(totals),
      ...anyOrigin(open.map(({ name }) => name)),
    ];
  };

  return {
    async latest(hours: number): Promise<ArrivingAnswer['data']> {
      const intake = getService(strapi, 'intake');
      const [known, byType, { totals, reasons }] = await Promise.all([
        intake.receivedBetween(),
        intake.byType(hours),
        intake.latest(hours),
      ]);
      return {
        status: await status(known),
        hours: byType.map(({ hour, types }) => ({
          hour: new Date(hour).toISOString(),
          types: Object.fromEntries([...types].map(([type, count]) => [type === '' ? 'unknown' : type, count])),
        })),
        totals,
        reasons,
        // An hour counts as having just ended: the counts don't say when in it the last one came.
        findings: await findings(known === null ? null : Math.min(known.last + HOUR_MS, now()), totals),
      };
    },
  };
};
