import { Badge, Button, Flex, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import type { PublishableKey } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { CopyButton } from '../../components/CodeBlock';
import { ColumnHeads } from '../../components/ColumnHeads';
import { ConfirmButton } from '../../components/ConfirmButton';
import { TimeAgo } from '../../components/TimeAgo';
import { WarningBadge } from '../../components/LegibleBadge';
import { useFormat } from '../../format/useFormat';
import { useFeedback } from '../../hooks/useFeedback';
import { useChangeKey, useCreateKey, useRevokeKey } from '../../hooks/useKeys';
import { useText } from '../../text/useText';

import { KeyDialog } from './KeyDialog';
import { keyState } from './keyState';
import { RotateButton } from './RotateButton';
import { SettingsOnly } from './SettingsOnly';

/** Keys a browser may send events with. They are public; revoking one only stops who still uses it. */
export const KeysSection = () => <SettingsOnly>{({ keys }) => <Keys keys={keys} />}</SettingsOnly>;

const Keys = ({ keys }: { keys: readonly PublishableKey[] }) => {
  const { t } = useText();
  const columns = [
    t('column.name'),
    t('column.key'),
    t('keys.origins'),
    t('keys.used'),
    t('column.created'),
    t('column.actions'),
  ];
  return (
    <Card title={t('keys.title')} subtitle={t('keys.subtitle')} action={<NewKey />}>
      {keys.length === 0 ? (
        <Typography textColor="neutral600">{t('keys.none')}</Typography>
      ) : (
        <CardTable colCount={columns.length} rowCount={keys.length + 1} aria-label={t('keys.title')}>
          <ColumnHeads names={columns} />
          <Tbody>
            {keys.map((key) => (
              <KeyRow key={key.id} publishable={key} />
            ))}
          </Tbody>
        </CardTable>
      )}
    </Card>
  );
};

const KeyRow = ({ publishable }: { publishable: PublishableKey }) => {
  const { t } = useText();
  const { name, key, createdAt, origins, lastUsedAt } = publishable;
  return (
    <Tr>
      <Td style={{ whiteSpace: 'normal' }}>
        <Typography>{name}</Typography>
      </Td>
      <Td>
        <Flex gap={2}>
          <Typography style={{ fontFamily: 'monospace' }}>{key}</Typography>
          <CopyButton value={key} label={t('keys.copy', { name })} />
        </Flex>
      </Td>
      <Td style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
        {origins.length === 0 ? (
          <Typography textColor="neutral600">{t('keys.any-origin')}</Typography>
        ) : (
          origins.map((origin) => (
            <Typography key={origin} tag="p">
              {origin}
            </Typography>
          ))
        )}
      </Td>
      <Td>
        <Typography>{lastUsedAt === null ? t('none') : <TimeAgo instant={lastUsedAt} />}</Typography>
      </Td>
      <Td>
        <Typography>{createdAt === null ? t('none') : <TimeAgo instant={createdAt} />}</Typography>
      </Td>
      <Td>
        <KeyActions publishable={publishable} />
      </Td>
    </Tr>
  );
};

const KeyActions = ({ publishable }: { publishable: PublishableKey }) => {
  const { t } = useText();
  const format = useFormat();
  const revoke = useRevokeKey();
  const change = useChangeKey();
  const feedback = useFeedback();
  const { id, name, origins, expiresAt } = publishable;
  const state = keyState(publishable, Date.now());
  if (state === 'revoked') return <Badge variant="neutral">{t('keys.revoked')}</Badge>;
  if (state === 'from-config') return <Badge variant="secondary">{t('keys.from-config')}</Badge>;
  if (state === 'expired') return <Badge variant="neutral">{t('keys.expired')}</Badge>;
  return (
    <Flex gap={2} wrap="wrap" paddingTop={2} paddingBottom={2}>
      {state === 'expiring' && expiresAt !== null ? (
        <WarningBadge>{t('keys.until', { when: format.dateTime(expiresAt) })}</WarningBadge>
      ) : (
        <>
          <KeyDialog
            title={t('keys.change.title', { name })}
            action={t('keys.save')}
            initial={{ name, origins }}
            onSave={(choice) =>
              change.mutateAsync({ id, ...choice }, feedback(t('keys.changed', { name: choice.name })))
            }
            trigger={
              <Button size="S" variant="tertiary">
                {t('keys.change')}
              </Button>
            }
          />
          <RotateButton publishable={publishable} />
        </>
      )}
      <ConfirmButton
        label={t('keys.revoke')}
        variant="danger-light"
        danger
        title={t('keys.revoke.title', { name })}
        consequence={t('keys.revoke.consequence')}
        onConfirm={() => revoke.mutateAsync(id, feedback(t('keys.revoke.done', { name })))}
      />
    </Flex>
  );
};

const NewKey = () => {
  const { t } = useText();
  const create = useCreateKey();
  const feedback = useFeedback();
  return (
    <KeyDialog
      title={t('keys.create')}
      action={t('keys.create')}
      initial={{ name: '', origins: [] }}
      onSave={(choice) => create.mutateAsync(choice, feedback(t('keys.created', { name: choice.name })))}
      trigger={
        <Button size="S" variant="secondary" startIcon={<Plus />}>
          {t('keys.create')}
        </Button>
      }
    />
  );
};
