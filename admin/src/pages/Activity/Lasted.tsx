import { Typography } from '@strapi/design-system';

import type { JournalEntry, LiveProcess } from '../../../../server/src/contracts/admin';
import { WarningBadge } from '../../components/LegibleBadge';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

/** What has a length: a process notes its beginning, and its end if it lives to see it. */
const LASTING: readonly string[] = ['redis-away', 'database-away', 'clock-differs'];

/** How long something lasted; whether it goes on; or that nobody saw it end. */
export const Lasted = ({ entry, living }: { entry: JournalEntry; living: readonly LiveProcess[] }) => {
  const { t } = useText();
  const format = useFormat();
  if (entry.endedAt !== null) {
    return <Typography>{format.duration(Date.parse(entry.endedAt) - Date.parse(entry.at))}</Typography>;
  }
  if (!LASTING.includes(entry.code)) return null;
  const isWatched = living.some(({ host, pid }) => entry.subject === `${host} ${pid}`);
  return isWatched ? (
    <WarningBadge>{t('activity.goes-on')}</WarningBadge>
  ) : (
    <Typography textColor="neutral600">{t('activity.end-not-seen')}</Typography>
  );
};
