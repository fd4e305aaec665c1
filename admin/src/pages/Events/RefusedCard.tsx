import { Tbody, Td, Tr, Typography } from '@strapi/design-system';

import type { RecentRefusal } from '../../../../server/src/contracts/events-page';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { ColumnHeads } from '../../components/ColumnHeads';
import { TimeAgo } from '../../components/TimeAgo';
import { useFormat } from '../../format/useFormat';
import { useRefusals } from '../../hooks/useArriving';
import { useText } from '../../text/useText';

import { refusalText } from './refusalText';

/** What browsers sent of late and was not taken, whole requests included, which nothing else counts. */
export const RefusedCard = () => {
  const { t } = useText();
  const refusals = useRefusals(null);
  if (!refusals.data || refusals.data.data.length === 0) return null;
  const { data, meta } = refusals.data;
  return (
    <Card title={t('refused.title')} subtitle={t('refused.subtitle', { processes: meta.processes })}>
      <RefusalTable refusals={data} />
    </Card>
  );
};

const RefusalTable = ({ refusals }: { refusals: readonly RecentRefusal[] }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const columns = [t('column.wrong'), t('column.page'), t('column.times'), t('column.last')];
  return (
    <CardTable colCount={columns.length} rowCount={refusals.length + 1} aria-label={t('refused.title')}>
      <ColumnHeads names={columns} />
      <Tbody>
        {refusals.map((refusal) => {
          const { sentence, advice } = refusalText(refusal, text);
          return (
            <Tr key={`${refusal.code}-${refusal.field}-${refusal.host}-${refusal.kept}`}>
              <Td style={{ whiteSpace: 'normal' }}>
                <Typography tag="p">{sentence}</Typography>
                {advice === '' ? null : (
                  <Typography tag="p" variant="pi" textColor="neutral600">
                    {advice}
                  </Typography>
                )}
              </Td>
              <Td maxWidth="24rem">
                <Typography ellipsis title={refusal.host ?? undefined}>
                  {refusal.host ?? t('none')}
                </Typography>
              </Td>
              <Td>
                <Typography>{format.integer(refusal.count)}</Typography>
              </Td>
              <Td>
                <Typography>
                  <TimeAgo instant={refusal.lastAt} />
                </Typography>
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </CardTable>
  );
};
