import type { Settings } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { FactList } from '../../components/FactList';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

export const ScheduleCard = ({ settings: { schedule, timeZone } }: { settings: Settings }) => {
  const { t } = useText();
  const format = useFormat();
  return (
    <Card title={t('schedule.title')} subtitle={t('schedule.subtitle', { timeZone })}>
      <FactList
        facts={[
          [t('schedule.next'), schedule.nextNightly ? format.dateTime(schedule.nextNightly) : t('runs.no-next')],
          [t('schedule.zone'), timeZone],
          [t('schedule.nightly'), <code key="nightly">{schedule.nightly}</code>],
          [t('schedule.rollup'), <code key="rollup">{schedule.rollup}</code>],
        ]}
      />
    </Card>
  );
};
