import { Flex, Link, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { IntakeAnswer } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { ColumnHeads } from '../../components/ColumnHeads';
import { Dot } from '../../components/Dot';
import { FigureRow } from '../../components/FigureRow';
import { humanise } from '../../format/humanise';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

import { eventsPath } from './eventsPath';

type Intake = IntakeAnswer['data'];

const PARTS = ['received', 'accepted', 'duplicate', 'quarantined', 'rejected'] as const;

/** What became of every event that came: the parts, and that they make the whole. */
export const Reconciliation = ({ totals, reasons, hours }: Pick<Intake, 'totals' | 'reasons'> & { hours: number }) => {
  const { t, named } = useText();
  const format = useFormat();
  const { replayed, discarded, dropped } = totals;
  return (
    <Card title={t('reconciliation.title')} subtitle={t('reconciliation.subtitle', { days: hours / 24 })}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <FigureRow figures={PARTS.map((part) => [named('intake', part, part), format.integer(totals[part])])} />
        <Flex gap={2} alignItems="center">
          <Dot tone={totals.balanced ? 'success' : 'danger'} />
          <Typography>
            {t(totals.balanced ? 'reconciliation.holds' : 'reconciliation.broken', {
              received: format.integer(totals.received),
              accepted: format.integer(totals.accepted),
              duplicate: format.integer(totals.duplicate),
              quarantined: format.integer(totals.quarantined),
              rejected: format.integer(totals.rejected),
            })}
          </Typography>
        </Flex>
        {reasons.length === 0 ? null : <Reasons reasons={reasons} />}
        {replayed + discarded + dropped === 0 ? null : (
          <Typography variant="pi" textColor="neutral600">
            {t('reconciliation.later', { replayed, discarded, dropped })}
          </Typography>
        )}
      </Flex>
    </Card>
  );
};

const Reasons = ({ reasons }: Pick<Intake, 'reasons'>) => {
  const { t, named } = useText();
  const format = useFormat();
  const columns = [t('column.became'), t('column.reason'), t('column.events')];
  return (
    <CardTable colCount={columns.length} rowCount={reasons.length + 1} aria-label={t('reconciliation.reasons')}>
      <ColumnHeads names={columns} />
      <Tbody>
        {reasons.map(({ outcome, reason, count }) => (
          <Tr key={`${outcome}-${reason}`}>
            <Td>
              <Typography>{named('intake', outcome, outcome)}</Typography>
            </Td>
            <Td style={{ whiteSpace: 'normal' }}>
              {outcome === 'quarantined' ? (
                <Link tag={RouterLink} to={eventsPath('quarantine', { reason })}>
                  {named('quarantine.reason', reason, humanise(reason))}
                </Link>
              ) : (
                <Typography>{named('error', reason, humanise(reason))}</Typography>
              )}
            </Td>
            <Td>
              <Typography>{format.integer(count)}</Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </CardTable>
  );
};
