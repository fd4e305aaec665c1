import { Box, Flex, Tbody, Td, Tr, Typography } from '@strapi/design-system';

import { ColumnHeads } from '../../components/ColumnHeads';
import type { Settings } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { NumberTable } from '../../components/NumberTable';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

type Watched = Settings['watched'][number];

/** Which fields of a type are read, by the part they play; parts nothing plays are left out. */
const fieldsOf = ({ roles }: Watched): [string, readonly string[]][] =>
  Object.entries(roles).flatMap(
    ([role, field]: [string, string | readonly string[] | null]): [string, readonly string[]][] => {
      const fields = typeof field === 'string' ? [field] : (field ?? []);
      return fields.length > 0 ? [[role, fields]] : [];
    }
  );

export const WatchedCard = ({ watched }: Pick<Settings, 'watched'>) => {
  const { t, named } = useText();
  const format = useFormat();
  const columns = [t('column.type'), t('column.articles'), t('column.fields'), t('column.url')];
  return (
    <Card title={t('watched.title')} subtitle={t('watched.subtitle')}>
      {watched.length === 0 ? (
        <Typography textColor="neutral600">{t('watched.none')}</Typography>
      ) : (
        <CardTable colCount={columns.length} rowCount={watched.length + 1} aria-label={t('watched.title')}>
          <ColumnHeads names={columns} />
          <Tbody>
            {watched.map((type) => (
              <Tr key={type.uid}>
                <Td>
                  <Flex direction="column" alignItems="flex-start">
                    <Typography fontWeight="bold">{type.displayName}</Typography>
                    <Typography variant="pi" textColor="neutral600">
                      {type.uid}
                    </Typography>
                  </Flex>
                </Td>
                <Td>
                  <Typography>{format.integer(type.articles)}</Typography>
                </Td>
                <Td style={{ whiteSpace: 'normal' }}>
                  <Box paddingTop={2} paddingBottom={2}>
                    {fieldsOf(type).map(([role, fields]) => (
                      <Typography tag="p" variant="pi" key={role}>
                        {t('watched.field', { role: named('role', role, role), fields: format.list(fields) })}
                      </Typography>
                    ))}
                  </Box>
                </Td>
                <Td>
                  <Typography {...(type.url ? {} : { textColor: 'neutral600' })}>
                    {type.url ?? t('watched.no-url')}
                  </Typography>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </CardTable>
      )}
    </Card>
  );
};

export const IgnoredCard = ({ ignored }: Pick<Settings, 'ignored'>) => {
  const { t, named } = useText();
  if (ignored.length === 0) return null;
  return (
    <Card title={t('ignored.title')} subtitle={t('ignored.subtitle')}>
      <NumberTable
        label={t('ignored.title')}
        columns={[t('column.type'), t('column.reason')]}
        rows={ignored.map(({ uid, displayName, reason }) => ({
          key: uid,
          strong: false,
          cells: [displayName, named('ignored', reason, reason)],
        }))}
      />
    </Card>
  );
};
