import { Flex, Tbody, Td, Tr, Typography } from '@strapi/design-system';

import type { LiveProcess } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { ColumnHeads } from '../../components/ColumnHeads';
import { TimeAgo } from '../../components/TimeAgo';
import { WarningBadge } from '../../components/LegibleBadge';
import { useText } from '../../text/useText';

/** 0.10.0 comes after 0.9.0. */
const byVersion = (a: string, b: string): number => a.localeCompare(b, undefined, { numeric: true });

/** The processes that are alive, oldest first. Of several versions beside each other the older ones are marked. */
export const ProcessesCard = ({ processes }: { processes: readonly LiveProcess[] }) => {
  const { t, named } = useText();
  const newest = processes
    .map(({ version }) => version)
    .sort(byVersion)
    .at(-1);
  const columns = [t('column.process'), t('column.role'), t('column.version'), t('column.since')];
  return (
    <Card title={t('processes.title')} subtitle={t('processes.subtitle', { count: processes.length })}>
      <CardTable colCount={columns.length} rowCount={processes.length + 1} aria-label={t('processes.title')}>
        <ColumnHeads names={columns} />
        <Tbody>
          {processes.map(({ id, host, pid, role, version, startedAt, self }) => (
            <Tr key={id}>
              <Td style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
                <Typography>{t('processes.name', { host, pid: String(pid) })}</Typography>
                {self ? (
                  <Typography tag="p" variant="pi" textColor="neutral600">
                    {t('processes.self')}
                  </Typography>
                ) : null}
              </Td>
              <Td>
                <Typography>{named('processes.role', role, role)}</Typography>
              </Td>
              <Td>
                <Flex gap={2} wrap="wrap">
                  <Typography>{version}</Typography>
                  {version === newest ? null : <WarningBadge>{t('processes.other-version')}</WarningBadge>}
                </Flex>
              </Td>
              <Td>
                <Typography>
                  <TimeAgo instant={startedAt} />
                </Typography>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </CardTable>
    </Card>
  );
};
